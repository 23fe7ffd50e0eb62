using DoorFace.Core.Audit;
using DoorFace.Core.Enrollment;

namespace DoorFace.Core.Tests.Enrollment;

/// <summary>A press answers to what was waited for, and to who stood in front, when the button went down: it is known as one only a moment later.</summary>
public sealed class PressTests
{
    private static readonly EnrollmentInput AdministratorSeen = new EnrollmentInput.ResidentSeen(EnrollmentBench.Admin, MayAdminister: true);

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

        bench.Press(then: new EnrollmentInput.FrontSeen(new FrontFace(1, EnrollmentBench.Resident)));

        Assert.Equal((EnrollmentPhase.Idle, EnrollmentEnd.Cancelled), (bench.State.Phase, bench.State.End));
        Assert.Empty(bench.Commands.OfType<EnrollmentCommand.EraseResident>());
    }

    [Fact]
    public void One_while_nobody_or_another_or_several_are_in_front_is_nobodys_consent_and_says_so()
    {
        foreach (var then in (EnrollmentInput?[])[null, new EnrollmentInput.FrontSeen(new FrontFace(2)), new EnrollmentInput.FrontSeen(null)])
        {
            var bench = new EnrollmentBench().To(EnrollmentPhase.AwaitingConsent);
            if (then is not null)
            {
                bench.Stand();
            }

            bench.Press(then: then);

            Assert.Equal(EnrollmentPhase.AwaitingConsent, bench.State.Phase);
            Assert.Contains(EnrollmentSigns.NobodyInFront, bench.Commands.OfType<EnrollmentCommand.Show>().Select(show => show.Sign));
            Assert.DoesNotContain(bench.Audit, entry => entry.Kind == AuditKind.ConsentGiven);
            bench.PressInFront();
            Assert.Equal(EnrollmentPhase.Capturing, bench.State.Phase);
        }
    }

    [Fact]
    public void Whoever_was_seen_too_long_ago_is_not_in_front()
    {
        var bench = new EnrollmentBench().To(EnrollmentPhase.AwaitingConsent);
        bench.Stand();
        bench.Wait(1.5);
        bench.Press();
        Assert.Equal(EnrollmentPhase.AwaitingConsent, bench.State.Phase);
    }

    [Fact]
    public void Nobody_but_whoever_agreed_is_captured_and_somebody_else_ends_it()
    {
        var bench = new EnrollmentBench().To(EnrollmentPhase.Capturing);
        bench.See(0);
        bench.See(1, face: 2);
        bench.See(2, face: 2);
        Assert.Equal((1, CaptureRefusal.AnotherPerson), (bench.Kept, bench.State.Hint));
        bench.See(3);
        Assert.Equal(2, bench.Kept);
        for (var i = 0; i < EnrollmentStateMachine.MostOthers; i++)
        {
            bench.See(4, face: 2);
        }

        EnrollmentStateMachineTests.AssertEnded(bench, EnrollmentEnd.AnotherPerson);
    }

    [Fact]
    public void A_resident_in_front_while_anothers_consent_is_asked_is_shown_and_can_agree_for_themself_only()
    {
        var bench = new EnrollmentBench { Comparison = new CaptureComparison([], Same: EnrollmentBench.Admin) }.To(EnrollmentPhase.AwaitingConsent);
        var resident = new FrontFace(EnrollmentBench.Somebody, EnrollmentBench.Resident);
        bench.Stand(face: resident);
        Assert.Equal(EnrollmentSigns.ResidentInFront, bench.State.Sign);
        bench.PressInFront(resident);
        Assert.Equal(EnrollmentBench.Resident, bench.Audit.Single(entry => entry.Kind == AuditKind.ConsentGiven).Subject);

        bench.SeeAll();

        EnrollmentStateMachineTests.AssertEnded(bench, EnrollmentEnd.AnotherPerson);
    }

    [Theory]
    [InlineData(1, EnrollmentPhase.Capturing)]
    [InlineData(6, EnrollmentPhase.AwaitingConsent)]
    public void What_is_said_at_a_terminal_counts_for_whoever_is_in_front_a_moment_later_and_no_longer(double seconds, EnrollmentPhase phase)
    {
        var bench = new EnrollmentBench();
        bench.Take(new EnrollmentInput.Requested("Kim", "uid 7"));
        bench.Take(new EnrollmentInput.Agreed("terminal, uid 7"));
        Assert.Equal(EnrollmentPhase.AwaitingConsent, bench.State.Phase);
        bench.Wait(seconds);
        bench.Stand();
        Assert.Equal(phase, bench.State.Phase);
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
