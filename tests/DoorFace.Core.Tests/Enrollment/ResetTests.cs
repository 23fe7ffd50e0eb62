using DoorFace.Core.Audit;
using DoorFace.Core.Enrollment;

namespace DoorFace.Core.Tests.Enrollment;

/// <summary>The button that is held from the start is not enough to erase everything: a wire through the letter box reaches it, too.</summary>
public sealed class ResetTests
{
    private static readonly FrontFace Admin = new(7, EnrollmentBench.Admin, MayAdminister: true);

    [Theory]
    [InlineData(Household.Administered)]
    [InlineData(Household.WithoutAdministrator)]
    [InlineData(Household.Empty)]
    [InlineData(Household.InDoubt)]
    public void With_the_jumper_set_it_erases_everything_whatever_else_is_broken(Household household)
    {
        var bench = EnrollmentBench.HeldFromTheStart(jumper: true, household, works: false);
        Assert.Single(bench.Commands.OfType<EnrollmentCommand.EraseEverything>());
        Assert.Equal(EnrollmentEnd.Reset, bench.State.End);
        Assert.Equal(AuditKind.FactoryReset, Assert.Single(bench.Audit).Kind);
    }

    [Theory]
    [InlineData(Household.WithoutAdministrator)]
    [InlineData(Household.Empty)]
    [InlineData(Household.InDoubt)]
    public void Without_it_and_without_an_administrator_to_ask_it_erases_nothing(Household household)
    {
        var bench = EnrollmentBench.HeldFromTheStart(jumper: false, household);
        bench.PressInFront(Admin, stay: 6);
        AssertNothingErased(bench, EnrollmentEnd.JumperMissing);
    }

    [Fact]
    public void Without_it_it_takes_an_administrators_face_a_press_and_staying()
    {
        var bench = EnrollmentBench.HeldFromTheStart(jumper: false);
        Assert.Equal(EnrollmentPhase.AwaitingReset, bench.State.Phase);
        bench.Stand(face: Admin);
        Assert.Equal(EnrollmentSigns.ResetReady, bench.State.Sign);
        bench.PressInFront(Admin);
        Assert.Empty(bench.Commands.OfType<EnrollmentCommand.EraseEverything>());
        bench.Stand(5, Admin);
        Assert.Single(bench.Commands.OfType<EnrollmentCommand.EraseEverything>());
        Assert.Empty(bench.Commands.OfType<EnrollmentCommand.EraseResident>());
        Assert.Equal((EnrollmentEnd.Reset, null), (bench.State.End, bench.State.EndSubject));
    }

    [Fact]
    public void An_administrator_who_only_came_home_and_steps_aside_loses_nothing()
    {
        var bench = EnrollmentBench.HeldFromTheStart(jumper: false);
        bench.PressInFront(Admin, stay: 3);
        bench.Wait(10);
        AssertNothingErased(bench, EnrollmentEnd.Cancelled);
    }

    [Fact]
    public void Another_residents_face_allows_nothing_nor_does_nobodys_within_a_minute()
    {
        var bench = EnrollmentBench.HeldFromTheStart(jumper: false);
        bench.PressInFront(new FrontFace(7, EnrollmentBench.Resident), stay: 6);
        AssertNothingErased(bench, EnrollmentEnd.Cancelled);

        bench = EnrollmentBench.HeldFromTheStart(jumper: false);
        bench.Wait(59);
        Assert.Equal(EnrollmentPhase.AwaitingReset, bench.State.Phase);
        bench.Wait(1);
        AssertNothingErased(bench, EnrollmentEnd.TimedOut);

        bench = EnrollmentBench.HeldFromTheStart(jumper: false);
        for (var i = 0; i < EnrollmentStateMachine.MostRefusals; i++)
        {
            bench.Take(new EnrollmentInput.FaceRefused());
        }

        AssertNothingErased(bench, EnrollmentEnd.NotAdministrator);
    }

    [Fact]
    public void A_jumper_whose_line_has_failed_is_not_set()
    {
        var bench = EnrollmentBench.HeldFromTheStart(jumper: true, release: false);
        bench.Take(new EnrollmentInput.ButtonLost());
        bench.Take(new EnrollmentInput.ButtonRead(false));
        Assert.False(bench.State.JumperSet);
        Assert.Empty(bench.Commands.OfType<EnrollmentCommand.EraseEverything>());
    }

    private static void AssertNothingErased(EnrollmentBench bench, EnrollmentEnd end)
    {
        Assert.Equal((EnrollmentPhase.Idle, end), (bench.State.Phase, bench.State.End));
        Assert.Empty(bench.Commands.OfType<EnrollmentCommand.EraseEverything>());
        Assert.Empty(bench.Commands.OfType<EnrollmentCommand.EraseResident>());
    }
}
