using DoorFace.Core.Enrollment;

namespace DoorFace.Core.Tests.Enrollment;

/// <summary>Only whoever is in front of the camera at the press, and stays, is erased.</summary>
public sealed class FarewellTests
{
    private static readonly FrontFace Resident = new(7, EnrollmentBench.Resident);

    [Fact]
    public void Whoever_is_recognised_presses_once_more_and_stays_is_forgotten()
    {
        var bench = new EnrollmentBench().To(EnrollmentPhase.AwaitingFarewell);
        bench.Stand(face: Resident);
        Assert.Equal(EnrollmentSigns.FarewellReady, bench.State.Sign);
        bench.PressInFront(Resident);
        Assert.Equal((EnrollmentPhase.Parting, EnrollmentSigns.Phases[EnrollmentPhase.Parting]), (bench.State.Phase, bench.State.Sign));
        Assert.Empty(bench.Commands.OfType<EnrollmentCommand.EraseResident>());

        bench.Stand(5, Resident);

        Assert.Equal(EnrollmentBench.Resident, Assert.Single(bench.Commands.OfType<EnrollmentCommand.EraseResident>()).Subject);
        Assert.Equal((EnrollmentEnd.Erased, EnrollmentBench.Resident), (bench.State.End, bench.State.EndSubject));
    }

    [Theory]
    [InlineData("goes")]
    [InlineData("is not alone")]
    [InlineData("is followed by somebody else")]
    [InlineData("looks like somebody else")]
    [InlineData("is a picture")]
    [InlineData("is not recognised for a while")]
    public void A_press_when_the_one_who_was_recognised_is_not_in_front_any_more_erases_nobody(string who)
    {
        foreach (var phase in (EnrollmentPhase[])[EnrollmentPhase.AwaitingFarewell, EnrollmentPhase.Parting])
        {
            var bench = new EnrollmentBench().To(EnrollmentPhase.AwaitingFarewell);
            bench.Stand(face: Resident);
            if (phase == EnrollmentPhase.Parting)
            {
                bench.PressInFront(Resident);
            }

            Change(bench, who);
            bench.Press();
            bench.Wait(10);

            EnrollmentStateMachineTests.AssertEnded(bench, EnrollmentEnd.Cancelled);
            Assert.Empty(bench.Commands.OfType<EnrollmentCommand.EraseResident>());
        }
    }

    [Fact]
    public void A_press_during_which_somebody_else_was_in_front_erases_nobody_though_the_resident_is_there_before_and_after()
    {
        var bench = new EnrollmentBench().To(EnrollmentPhase.AwaitingFarewell);
        bench.Stand(face: Resident);
        bench.Take(new EnrollmentInput.ButtonRead(true));
        bench.Stand(0.1, Resident with { Resident = EnrollmentBench.Admin });
        bench.Take(new EnrollmentInput.ButtonRead(false));
        bench.Stand(1, Resident);

        EnrollmentStateMachineTests.AssertEnded(bench, EnrollmentEnd.Cancelled);
    }

    [Fact]
    public void A_moment_without_being_recognised_takes_nothing_back()
    {
        var bench = new EnrollmentBench().To(EnrollmentPhase.AwaitingFarewell);
        bench.PressInFront(Resident);
        for (var i = 0; i < 7; i++)
        {
            bench.Stand(0.4, Resident with { Resident = null });
            bench.Stand(0.4, Resident);
        }

        Assert.Equal(EnrollmentEnd.Erased, bench.State.End);
    }

    private static void Change(EnrollmentBench bench, string who)
    {
        switch (who)
        {
            case "goes":
                bench.Wait(1.6);
                break;
            case "is not alone":
                bench.Take(new EnrollmentInput.FrontSeen(null));
                break;
            case "is followed by somebody else":
                bench.Stand(face: Resident with { Number = 8 });
                break;
            case "looks like somebody else":
                bench.Stand(face: Resident with { Resident = EnrollmentBench.Admin });
                bench.Stand(face: Resident);
                bench.Wait(1.6);
                break;
            case "is a picture":
                bench.Take(new EnrollmentInput.FaceRefused(CaptureRefusal.NotLive));
                break;
            default:
                bench.Stand(1.6, Resident with { Resident = null });
                break;
        }
    }
}
