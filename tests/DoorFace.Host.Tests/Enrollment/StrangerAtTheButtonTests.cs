using DoorFace.Core.Audit;
using DoorFace.Core.Door;
using DoorFace.Core.Enrollment;
using DoorFace.Host.Control;

namespace DoorFace.Host.Tests.Enrollment;

/// <summary>Somebody who has reached the button, or a wire through the letter box that has, and wants what is not theirs.</summary>
public sealed class StrangerAtTheButtonTests
{
    [Fact]
    public async Task While_residents_exist_and_none_is_administrator_the_button_enrols_nobody_until_one_is_named_at_a_terminal()
    {
        await using var hall = await EnrollmentHall.WithAlexAsync();
        hall.Dismiss();

        await hall.HoldAsync(3);
        Assert.Equal((EnrollmentPhase.Idle, EnrollmentEnd.NoAdministrator), (hall.State.Phase, hall.State.End));
        await hall.ShowAsync(People.Kim, () => true, "Kim stands there");
        await hall.WaitAsync(2);
        await hall.PressAsync();
        await hall.WaitAsync(2);
        await hall.AssertEndedAsync(EnrollmentEnd.NoAdministrator);
        Assert.False(Assert.Single(hall.Residents()).IsAdministrator);
        Assert.Equal(Household.WithoutAdministrator, hall.Unit.Control(ControlRequest.Of(ControlCommands.Status)).Status!.Household);

        Assert.True(hall.Unit.Control(ControlRequest.Of(ControlCommands.AppointAdministrator) with { Name = "Resident 1" }).Done);
        Assert.Equal(Household.Administered, hall.Unit.Control(ControlRequest.Of(ControlCommands.Status)).Status!.Household);
        await hall.HoldAsync(3);
        Assert.Equal(EnrollmentPhase.AwaitingAdministrator, hall.State.Phase);
    }

    [Theory]
    [InlineData(ControlCommands.DismissAdministrator)]
    [InlineData(ControlCommands.SuspendResident)]
    [InlineData(ControlCommands.ScheduleResident)]
    public async Task Whoever_ends_the_last_administrator_is_told_what_follows_and_how_to_go_on(string command)
    {
        await using var hall = await EnrollmentHall.WithAlexAsync();
        var reply = hall.Unit.Control(ControlRequest.Of(command) with { Name = "Resident 1", ValidUntil = command == ControlCommands.ScheduleResident ? DateTimeOffset.UnixEpoch : null });
        Assert.True(reply.Done, reply.Message);
        Assert.Contains("the enrollment button enrolls nobody: 'doorface residents make-admin NAME'", reply.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("leaves")]
    [InlineData("is followed by somebody else")]
    [InlineData("steps aside after the press")]
    public async Task A_press_by_another_does_not_erase_the_resident_who_came_home(string who)
    {
        await using var hall = await EnrollmentHall.WithAlexAsync();
        await hall.GoToAsync(EnrollmentPhase.AwaitingFarewell);
        await hall.ShowAsync(People.AlexElsewhere, () => hall.State.Front?.Resident is not null, "Alex is recognised");
        if (who == "steps aside after the press")
        {
            await hall.PressAsync();
            Assert.Equal(EnrollmentPhase.Parting, hall.State.Phase);
            await hall.WaitAsync(2);
        }

        hall.Unit.Scene.Show(who == "is followed by somebody else" ? People.Stranger : []);
        await hall.WaitAsync(who == "is followed by somebody else" ? 0.4 : 1.6);
        await hall.PressAsync();
        await hall.WaitAsync(6);

        await hall.AssertEndedAsync(EnrollmentEnd.Cancelled);
        Assert.DoesNotContain(hall.Unit.Entries(), entry => entry.Kind == $"{AuditKind.ResidentErased}");
    }

    [Fact]
    public async Task A_press_while_nobody_stands_in_front_is_nobodys_consent()
    {
        await using var hall = await EnrollmentHall.OpenAsync();
        await hall.HoldAsync(3);
        await hall.PressAsync();
        await hall.ShowAsync(People.Both, () => hall.Unit.Scene.Asked > 0, "two stand there");
        await hall.WaitAsync(1);
        await hall.PressAsync();
        Assert.Equal((EnrollmentPhase.AwaitingConsent, null), (hall.State.Phase, hall.State.Front));
        Assert.Empty(hall.State.Captures);
    }

    [Fact]
    public async Task Nobody_is_enrolled_by_the_consent_of_another()
    {
        await using var hall = await EnrollmentHall.WithAlexAsync();
        await hall.GoToAsync(EnrollmentPhase.Capturing, People.Kim);
        await hall.ShowAsync(People.Kim, () => hall.State.Captures.Length >= 1, "something of Kim is captured");
        await hall.ShowAsync(People.Alex, () => hall.State.End is not null, "somebody else takes Kim's place");
        await hall.AssertEndedAsync(EnrollmentEnd.AnotherPerson);
    }

    [Fact]
    public async Task The_button_held_from_the_start_erases_nothing_without_the_jumper_or_an_administrator_who_presses_and_stays()
    {
        await using var hall = await EnrollmentHall.WithAlexAsync();
        await HoldFromTheStartAsync(hall);
        Assert.Equal(EnrollmentPhase.AwaitingReset, hall.State.Phase);
        await hall.ShowAsync([], () => hall.State.End is not null, "its minute passes", slowly: true);
        await hall.AssertEndedAsync(EnrollmentEnd.TimedOut);

        await HoldFromTheStartAsync(hall);
        await hall.PartAsync(People.AlexElsewhere);
        await hall.AssertEndedAsync(EnrollmentEnd.Reset, residents: 0);
        await hall.Unit.UntilAuditedAsync(AuditKind.FactoryReset);
    }

    [Fact]
    public async Task Without_an_administrator_to_ask_only_the_jumper_lets_everything_be_erased()
    {
        await using var hall = await EnrollmentHall.WithAlexAsync();
        hall.Dismiss();
        await HoldFromTheStartAsync(hall);
        await hall.AssertEndedAsync(EnrollmentEnd.JumperMissing);
    }

    private static async Task HoldFromTheStartAsync(EnrollmentHall hall)
    {
        await hall.Unit.StopAsync();
        hall.Unit.Scene.Show([]);
        hall.Unit.Put(DoorSensor.EnrollButton, true);
        await hall.Unit.StartedAsync();
        await hall.WaitAsync(16);
        hall.Unit.Put(DoorSensor.EnrollButton, false);
        await hall.WaitAsync(1);
    }
}
