using DoorFace.Core.Enrollment;

namespace DoorFace.Core.Tests.Enrollment;

/// <summary>A press answers to what was waited for when the button went down: it is known as one only a moment later.</summary>
public sealed class PressTests
{
    private static readonly EnrollmentInput AdministratorSeen = new EnrollmentInput.ResidentSeen(EnrollmentBench.Admin, MayAdminister: true);
    private static readonly EnrollmentInput ResidentSeen = new EnrollmentInput.ResidentSeen(EnrollmentBench.Resident, MayAdminister: false);

    [Fact]
    public void One_that_began_before_the_administrator_was_seen_is_no_consent()
    {
        var bench = new EnrollmentBench().To(EnrollmentPhase.AwaitingAdministrator);

        bench.Press(then: AdministratorSeen);

        Assert.Equal((EnrollmentPhase.Idle, EnrollmentEnd.Cancelled), (bench.State.Phase, bench.State.End));
    }

    [Fact]
    public void One_that_began_before_the_resident_was_recognised_erases_nobody()
    {
        var bench = new EnrollmentBench().To(EnrollmentPhase.AwaitingFarewell);

        bench.Press(then: ResidentSeen);

        Assert.Equal((EnrollmentPhase.Idle, EnrollmentEnd.Cancelled), (bench.State.Phase, bench.State.End));
        Assert.Empty(bench.Commands.OfType<EnrollmentCommand.EraseResident>());
    }

    [Fact]
    public void One_that_began_while_another_was_recognised_erases_neither()
    {
        var bench = new EnrollmentBench().To(EnrollmentPhase.AwaitingFarewell);
        bench.Take(AdministratorSeen);

        bench.Press(then: ResidentSeen);

        Assert.Equal(EnrollmentEnd.Cancelled, bench.State.End);
        Assert.Empty(bench.Commands.OfType<EnrollmentCommand.EraseResident>());
    }

    [Fact]
    public void One_that_began_when_it_was_waited_for_counts_though_the_same_resident_is_seen_once_more()
    {
        var bench = new EnrollmentBench().To(EnrollmentPhase.AwaitingFarewell);
        bench.Take(ResidentSeen);

        bench.Press(then: ResidentSeen);

        Assert.Equal(EnrollmentBench.Resident, Assert.Single(bench.Commands.OfType<EnrollmentCommand.EraseResident>()).Subject);
    }

    [Theory]
    [InlineData(EnrollmentPhase.AwaitingAdministrator)]
    [InlineData(EnrollmentPhase.AwaitingFarewell)]
    public void Faces_that_do_not_look_live_end_it_with_that_reason(EnrollmentPhase phase)
    {
        var bench = new EnrollmentBench().To(phase);

        for (var i = 0; i < EnrollmentStateMachine.MostRefusals; i++)
        {
            bench.Take(new EnrollmentInput.FaceRefused(CaptureRefusal.NotLive));
        }

        bench.Wait(31);
        Assert.Equal(EnrollmentEnd.NotLive, bench.State.End);
    }

    [Fact]
    public void Whoever_is_enrolled_anew_hears_another_sign_than_somebody_new() => Assert.NotEqual(
        EnrollmentSigns.Ends[EnrollmentEnd.Enrolled].Sound, EnrollmentSigns.Ends[EnrollmentEnd.Refreshed].Sound);
}
