using DoorFace.Core.Audit;
using DoorFace.Core.Enrollment;

namespace DoorFace.Core.Tests.Enrollment;

public sealed class EnrollmentStateMachineTests
{
    [Fact]
    public void The_first_resident_becomes_administrator_without_anybody_to_ask()
    {
        var bench = new EnrollmentBench(Household.Empty);
        Assert.Equal(EnrollmentSigns.NobodyEnrolled, bench.State.Sign);
        bench.To(EnrollmentPhase.Capturing).SeeAll();

        var stored = Assert.Single(bench.Commands.OfType<EnrollmentCommand.Store>());
        Assert.True(stored.Administrator);
        Assert.Null(stored.Replaces);
        Assert.Equal(GivenConsent.Button, stored.Consent.Source);
        Assert.Equal(EnrollmentEnd.Enrolled, bench.State.End);
        Assert.Equal([AuditKind.ConsentGiven, AuditKind.ResidentEnrolled, AuditKind.AdministratorAppointed], bench.Audit.Select(entry => entry.Kind));
    }

    [Fact]
    public void A_further_resident_takes_an_administrators_face_and_is_none()
    {
        var bench = new EnrollmentBench().To(EnrollmentPhase.AwaitingAdministrator);
        bench.Press(); // Before the face: no consent, but an end.
        Assert.Equal(EnrollmentEnd.Cancelled, bench.State.End);

        bench.To(EnrollmentPhase.Capturing).SeeAll();
        Assert.False(Assert.Single(bench.Commands.OfType<EnrollmentCommand.Store>()).Administrator);
        Assert.Contains(bench.Audit, entry => entry is { Kind: AuditKind.ResidentEnrolled } && entry.Detail.Contains($"{EnrollmentBench.Admin}", StringComparison.Ordinal));
        Assert.Equal(0, bench.Kept);
    }

    [Fact]
    public void Whoever_is_enrolled_already_gets_new_references()
    {
        var bench = new EnrollmentBench { Comparison = new CaptureComparison([], Same: EnrollmentBench.Resident) }.To(EnrollmentPhase.Capturing);
        bench.SeeAll();
        Assert.Equal(EnrollmentBench.Resident, Assert.Single(bench.Commands.OfType<EnrollmentCommand.Store>()).Replaces);
        Assert.Equal(EnrollmentEnd.Refreshed, bench.State.End);
        Assert.Contains(bench.Audit, entry => entry.Kind == AuditKind.ResidentRefreshed && entry.Subject == EnrollmentBench.Resident);
    }

    [Fact]
    public void Whoever_would_be_taken_for_another_is_refused()
    {
        var bench = new EnrollmentBench { Comparison = new CaptureComparison([], TooSimilar: true) }.To(EnrollmentPhase.Capturing);
        bench.SeeAll();
        Assert.Equal(EnrollmentEnd.TooSimilar, bench.State.End);
        Assert.Empty(bench.Commands.OfType<EnrollmentCommand.Store>());
        Assert.Equal(0, bench.Kept);
    }

    [Fact]
    public void Captures_that_are_not_like_the_others_are_dropped_and_taken_anew()
    {
        var bench = new EnrollmentBench { Comparison = new CaptureComparison([1]) }.To(EnrollmentPhase.Capturing);
        bench.SeeAll();
        Assert.Equal(EnrollmentPhase.Capturing, bench.State.Phase);
        Assert.Equal(4, bench.Kept);
        Assert.Equal(4, bench.State.Captures.Length);

        bench.Comparison = new CaptureComparison([]);
        bench.See(1); // The pose of the one that was dropped.
        Assert.Equal(EnrollmentEnd.Enrolled, bench.State.End);
    }

    [Fact]
    public void Captures_of_two_persons_end_it()
    {
        var bench = new EnrollmentBench { Comparison = new CaptureComparison([0, 2, 4]) }.To(EnrollmentPhase.Capturing);
        bench.SeeAll();
        Assert.Equal(EnrollmentEnd.AnotherPerson, bench.State.End);
    }

    [Fact]
    public void Views_in_a_pose_that_there_is_already_do_not_count()
    {
        var bench = new EnrollmentBench().To(EnrollmentPhase.Capturing);
        for (var i = 0; i < 20; i++)
        {
            bench.See(0);
        }

        Assert.Single(bench.State.Captures);
        Assert.Equal(CaptureRefusal.PoseTooAlike, bench.State.Hint);
        bench.Take(new EnrollmentInput.ViewSeen(null, new HeadPose(float.NaN, 0), EnrollmentBench.Somebody));
        Assert.Single(bench.State.Captures);
    }

    [Theory]
    [InlineData(EnrollmentPhase.AwaitingAdministrator, 30, EnrollmentEnd.TimedOut)]
    [InlineData(EnrollmentPhase.AwaitingConsent, 60, EnrollmentEnd.TimedOut)]
    [InlineData(EnrollmentPhase.Capturing, 60, EnrollmentEnd.TimedOut)]
    [InlineData(EnrollmentPhase.AwaitingFarewell, 30, EnrollmentEnd.TimedOut)]
    public void Every_step_ends_by_itself(EnrollmentPhase phase, double seconds, EnrollmentEnd end)
    {
        var bench = new EnrollmentBench().To(phase);
        bench.Wait(seconds - 1);
        Assert.Equal(phase, bench.State.Phase);
        bench.Wait(1);
        AssertEnded(bench, end);
    }

    [Theory]
    [InlineData(EnrollmentPhase.AwaitingAdministrator)]
    [InlineData(EnrollmentPhase.AwaitingConsent)]
    [InlineData(EnrollmentPhase.Capturing)]
    [InlineData(EnrollmentPhase.AwaitingFarewell)]
    public void Every_step_can_be_cancelled(EnrollmentPhase phase)
    {
        var bench = new EnrollmentBench().To(phase);
        if (phase == EnrollmentPhase.Capturing)
        {
            bench.See(0);
        }

        bench.DoublePress();
        AssertEnded(bench, EnrollmentEnd.Cancelled);
    }

    [Theory]
    [InlineData(CaptureRefusal.SeveralFaces, EnrollmentEnd.SeveralFaces)]
    [InlineData(CaptureRefusal.Blurred, EnrollmentEnd.Blurred)]
    [InlineData(CaptureRefusal.TooDark, EnrollmentEnd.TooDark)]
    [InlineData(CaptureRefusal.NotLive, EnrollmentEnd.NotLive)]
    public void Captures_that_fail_end_with_the_reason(CaptureRefusal refusal, EnrollmentEnd end)
    {
        var bench = new EnrollmentBench().To(EnrollmentPhase.Capturing);
        bench.See(0);
        for (var i = 0; i < 301; i++)
        {
            bench.Take(new EnrollmentInput.ViewSeen(refusal, default, 0));
            bench.Wait(0.2);
        }

        AssertEnded(bench, end);
    }

    [Fact]
    public void Every_reason_not_to_capture_has_an_end_and_every_end_a_sign_of_its_own()
    {
        // But for the pictures that an operator gives.
        Assert.All(Enum.GetNames<CaptureRefusal>().Except([nameof(CaptureRefusal.SamePicture)]), refusal => Assert.True(Enum.TryParse<EnrollmentEnd>(refusal, out _), refusal));
        var failures = EnrollmentSigns.Ends.Where(end => end.Key > EnrollmentEnd.Reset).Select(end => string.Join(' ', end.Value.Sound!.Phases)).ToList();
        Assert.Equal(failures.Count, failures.Distinct().Count());
        Assert.All(EnrollmentSigns.Ends.Values, sign => Assert.True(EnrollmentSigns.IsPassing(sign)));
        Assert.All(EnrollmentSigns.Phases.Values, sign => Assert.False(EnrollmentSigns.IsPassing(sign)));
    }

    [Fact]
    public void A_resident_who_is_no_administrator_ends_it_and_so_do_strangers_who_keep_trying()
    {
        var bench = new EnrollmentBench().To(EnrollmentPhase.AwaitingAdministrator);
        bench.Take(new EnrollmentInput.ResidentSeen(EnrollmentBench.Resident, MayAdminister: false));
        AssertEnded(bench, EnrollmentEnd.NotAdministrator);

        bench.To(EnrollmentPhase.AwaitingAdministrator);
        bench.Take(new EnrollmentInput.FaceRefused());
        bench.Take(new EnrollmentInput.FaceRefused());
        Assert.Equal(EnrollmentPhase.AwaitingAdministrator, bench.State.Phase);
        bench.Take(new EnrollmentInput.FaceRefused());
        AssertEnded(bench, EnrollmentEnd.NotAdministrator);
    }

    [Fact]
    public void Whatever_the_door_stops_looking_for_ends_it()
    {
        var bench = new EnrollmentBench().To(EnrollmentPhase.Capturing);
        bench.Context = bench.Context with { FacesAccepted = false };
        bench.See(0);
        AssertEnded(bench, EnrollmentEnd.FacesRefused);
        bench.Press(3);
        Assert.Equal(EnrollmentPhase.Idle, bench.State.Phase);

        bench = new EnrollmentBench().To(EnrollmentPhase.AwaitingConsent);
        bench.Context = bench.Context with { CanSee = false };
        bench.Wait(60);
        AssertEnded(bench, EnrollmentEnd.RecognitionFailed);
    }

    [Fact]
    public void A_failed_disk_ends_it_with_nothing_kept()
    {
        var bench = new EnrollmentBench { Failure = EnrollmentEnd.StorageFailed }.To(EnrollmentPhase.Capturing);
        bench.SeeAll();
        AssertEnded(bench, EnrollmentEnd.StorageFailed);
    }

    [Fact]
    public void A_terminal_may_ask_and_the_new_resident_agree_there_or_by_the_button()
    {
        foreach (var byButton in (bool[])[false, true])
        {
            var bench = new EnrollmentBench();
            bench.Take(new EnrollmentInput.Requested("Kim", "uid 7"));
            bench.Stand();
            if (byButton)
            {
                bench.PressInFront();
            }
            else
            {
                bench.Take(new EnrollmentInput.Agreed("terminal, uid 7"));
            }

            bench.SeeAll();
            var stored = Assert.Single(bench.Commands.OfType<EnrollmentCommand.Store>());
            Assert.Equal(("Kim", false, byButton ? GivenConsent.Button : "terminal, uid 7"), (stored.Name, stored.Administrator, stored.Consent.Source));
        }
    }

    [Fact]
    public void A_terminal_that_goes_away_ends_what_it_asked_for_and_nothing_else()
    {
        var bench = new EnrollmentBench();
        bench.Take(new EnrollmentInput.Requested("Kim", "uid 7"));
        bench.Take(new EnrollmentInput.Withdrawn());
        AssertEnded(bench, EnrollmentEnd.Cancelled);

        bench.To(EnrollmentPhase.AwaitingConsent);
        bench.Take(new EnrollmentInput.Withdrawn());
        bench.Take(new EnrollmentInput.Agreed("terminal, uid 7"));
        Assert.Equal(EnrollmentPhase.AwaitingConsent, bench.State.Phase);
    }

    internal static void AssertEnded(EnrollmentBench bench, EnrollmentEnd end)
    {
        Assert.Equal((EnrollmentPhase.Idle, end), (bench.State.Phase, bench.State.End));
        Assert.Equal(0, bench.Kept);
        Assert.Empty(bench.State.Captures);
        Assert.Equal(end.ToString(), bench.Audit.Last(entry => entry.Kind == AuditKind.EnrollmentFailed).Detail);
        Assert.Contains(EnrollmentSigns.Ends[end], bench.Commands.OfType<EnrollmentCommand.Show>().Select(show => show.Sign));
        Assert.False(bench.Commands.OfType<EnrollmentCommand.Switch>().Last().On);
    }
}
