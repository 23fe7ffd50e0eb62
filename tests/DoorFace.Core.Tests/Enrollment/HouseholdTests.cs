using DoorFace.Core.Audit;
using DoorFace.Core.Enrollment;

namespace DoorFace.Core.Tests.Enrollment;

/// <summary>Who becomes administrator, and when nobody is enrolled at all.</summary>
public sealed class HouseholdTests
{
    [Theory]
    [InlineData(Household.WithoutAdministrator, EnrollmentEnd.NoAdministrator)]
    [InlineData(Household.InDoubt, EnrollmentEnd.StateInDoubt)]
    public void While_nobody_may_allow_it_the_button_enrols_nobody(Household household, EnrollmentEnd end)
    {
        var bench = new EnrollmentBench(household);
        Assert.Equal(EnrollmentSigns.NobodyMayAllow, bench.State.Sign);

        bench.Press(3);

        Assert.Equal((EnrollmentPhase.Idle, end), (bench.State.Phase, bench.State.End));
        Assert.Empty(bench.Commands.OfType<EnrollmentCommand.Switch>());
        Assert.Contains(EnrollmentSigns.Ends[end], bench.Commands.OfType<EnrollmentCommand.Show>().Select(show => show.Sign));
        Assert.Equal((AuditKind.EnrollmentFailed, end.ToString()), (Assert.Single(bench.Audit).Kind, bench.Audit[0].Detail));
    }

    [Theory]
    [InlineData(Household.Empty, true)]
    [InlineData(Household.WithoutAdministrator, true)]
    [InlineData(Household.Administered, false)]
    public void Whoever_is_enrolled_from_a_terminal_while_none_is_administrator_becomes_one(Household household, bool administrator)
    {
        var bench = Requested(household, noAdministrator: false);
        Assert.Equal(administrator, Assert.Single(bench.Commands.OfType<EnrollmentCommand.Store>()).Administrator);
        Assert.Equal(administrator, bench.Audit.Any(entry => entry.Kind == AuditKind.AdministratorAppointed));
    }

    [Theory]
    [InlineData(Household.Empty, EnrollmentEnd.NoAdministrator)]
    [InlineData(Household.WithoutAdministrator, EnrollmentEnd.NoAdministrator)]
    [InlineData(Household.Administered, EnrollmentEnd.Enrolled)]
    public void That_nobody_should_become_one_is_refused_while_there_would_be_none(Household household, EnrollmentEnd end) =>
        Assert.Equal(end, Requested(household, noAdministrator: true).State.End);

    [Theory]
    [InlineData(Household.Empty, Household.Administered, EnrollmentEnd.NotAdministrator)]
    [InlineData(Household.Empty, Household.WithoutAdministrator, EnrollmentEnd.NotAdministrator)]
    [InlineData(Household.Administered, Household.WithoutAdministrator, EnrollmentEnd.NoAdministrator)]
    [InlineData(Household.Administered, Household.Empty, EnrollmentEnd.NoAdministrator)]
    [InlineData(Household.Administered, Household.InDoubt, EnrollmentEnd.StateInDoubt)]
    public void What_allowed_it_must_still_be_so_when_it_is_stored(Household before, Household then, EnrollmentEnd end)
    {
        var bench = new EnrollmentBench(before).To(EnrollmentPhase.Capturing);
        bench.Context = bench.Context with { Household = then };
        bench.SeeAll();
        EnrollmentStateMachineTests.AssertEnded(bench, end);
        Assert.Empty(bench.Commands.OfType<EnrollmentCommand.Store>());
    }

    private static EnrollmentBench Requested(Household household, bool noAdministrator)
    {
        var bench = new EnrollmentBench(household);
        bench.Take(new EnrollmentInput.Requested("Kim", "uid 7", noAdministrator));
        bench.PressInFront();
        bench.SeeAll();
        return bench;
    }
}
