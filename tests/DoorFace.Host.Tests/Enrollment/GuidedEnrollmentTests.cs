using System.Collections.Concurrent;
using DoorFace.Core.Audit;
using DoorFace.Core.Enrollment;
using DoorFace.Host.Control;
using DoorFace.Host.Settings;
using Microsoft.Extensions.DependencyInjection;

namespace DoorFace.Host.Tests.Enrollment;

/// <summary>The enrollment from a terminal, over the real socket.</summary>
public sealed class GuidedEnrollmentTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_terminal_guides_through_it_and_the_new_resident_agrees_there_or_by_the_button(bool byButton)
    {
        await using var hall = await EnrollmentHall.OpenAsync();
        using var client = ControlClient.Connect(hall.Unit.Socket);
        ConcurrentQueue<ControlReply> told = [];
        var listening = Task.Run(
            () =>
            {
                foreach (var reply in client.Stream(ControlRequest.Of(ControlCommands.Enroll) with { Name = "Kim" }, TimeProvider.System, lasting: true))
                {
                    told.Enqueue(reply);
                }
            },
            TestContext.Current.CancellationToken);
        await hall.ShowAsync([], () => told.Any(reply => reply.Enrollment is { Phase: EnrollmentPhase.AwaitingConsent }), "the terminal is told to wait for the consent");
        await hall.ShowAsync(People.Kim, () => told.Any(reply => reply.Enrollment is { SomebodyInFront: true }), "the terminal is told that somebody stands there");
        if (byButton)
        {
            await hall.PressAsync();
        }
        else
        {
            client.Say(EnrollmentHandlers.Agree);
        }

        await hall.ShowAsync(People.Kim, () => hall.State.End is not null, "it ends");
        await hall.ShowAsync([], () => listening.IsCompleted, "the terminal is told");
        await listening;
        Assert.True(told.Last().Done, told.Last().Message);
        Assert.Equal(EnrollmentEnd.Enrolled, told.Last().Enrollment!.End);
        Assert.Contains(told, reply => reply.Enrollment is { Phase: EnrollmentPhase.Capturing, Captured: > 0 });
        var consent = hall.Unit.Services.GetRequiredService<ConsentSettings>();
        Assert.Equal($"{consent.Text} (version {consent.TextVersion})", told.First().Message);
        Assert.Equal("Kim", Assert.Single(hall.Residents()).Name);
        await hall.Unit.UntilAuditedAsync(AuditKind.ConsentGiven, byButton ? "button" : "terminal, uid");
        await hall.Unit.UntilAuditedAsync(AuditKind.ResidentEnrolled, "uid");
    }

    [Fact]
    public async Task It_ends_when_the_terminal_goes()
    {
        await using var hall = await EnrollmentHall.OpenAsync();
        using (var client = ControlClient.Connect(hall.Unit.Socket))
        {
            var replies = Task.Run(() => client.Stream(ControlRequest.Of(ControlCommands.Enroll) with { Name = "Kim" }, TimeProvider.System, lasting: true).First(reply => reply.Enrollment is not null), TestContext.Current.CancellationToken);
            await hall.ShowAsync([], () => replies.IsCompleted, "it has begun");
            client.Say(EnrollmentHandlers.Agree);
            await hall.ShowAsync(People.Kim, () => hall.State.Captures.Length >= 2, "something is captured");
        }

        await hall.ShowAsync(People.Kim, () => hall.State.End is not null, "it ends");
        await hall.AssertEndedAsync(EnrollmentEnd.Cancelled, residents: 0);
    }

    [Fact]
    public async Task Whoever_is_enrolled_already_is_told_by_the_name_they_have()
    {
        await using var hall = await EnrollmentHall.WithAlexAsync();
        using var client = ControlClient.Connect(hall.Unit.Socket);
        var replies = Task.Run(() => client.Stream(ControlRequest.Of(ControlCommands.Enroll) with { Name = "Kim" }, TimeProvider.System, lasting: true).Last(), TestContext.Current.CancellationToken);
        await hall.ShowAsync([], () => hall.State.Phase == EnrollmentPhase.AwaitingConsent, "the consent is waited for");
        await hall.ShowAsync(People.AlexElsewhere, () => hall.State.Front?.Resident is not null, "Alex is recognised");
        await hall.PressAsync();
        await hall.ShowAsync(People.Alex, () => hall.State.End is not null, "it ends");
        await hall.ShowAsync([], () => replies.IsCompleted, "the terminal is told");

        Assert.Equal((true, "Enrolled anew: this is Resident 1, who was enrolled already."), ((await replies).Done, (await replies).Message));
    }

    [Fact]
    public async Task What_could_not_be_stored_in_the_end_is_refused_at_the_beginning()
    {
        await using var hall = await EnrollmentHall.WithAlexAsync();

        await AssertRefusedAsync(hall, ControlRequest.Of(ControlCommands.Enroll) with { Name = "resident 1" }, "is a resident already");
        await AssertRefusedAsync(hall, ControlRequest.Of(ControlCommands.Enroll) with { Name = "a\u200Bb" }, "printable characters");
        await AssertRefusedAsync(hall, ControlRequest.Of(ControlCommands.Enroll) with { Name = null }, "must not be empty");
        hall.Dismiss();
        await AssertRefusedAsync(hall, ControlRequest.Of(ControlCommands.Enroll) with { Name = "Kim", NoAdministrator = true }, "There would be no administrator");
        await AssertRefusedAsync(hall, ControlRequest.Of(ControlCommands.Enroll) with { Name = "Kim", Database = "/elsewhere/doorface.db" }, "and not in '/elsewhere/doorface.db'");
        Assert.Equal(EnrollmentPhase.Idle, hall.State.Phase);
    }

    private static async Task AssertRefusedAsync(EnrollmentHall hall, ControlRequest request, string because)
    {
        ControlReply? reply = null;
        // The one before gives its place back a moment after its caller has been told.
        await hall.Unit.UntilAsync(() => !(reply = Ask(hall, request)).Message.Contains("are going on already", StringComparison.Ordinal), "there is a place");
        Assert.False(reply!.Done);
        Assert.Contains(because, reply.Message, StringComparison.Ordinal);
    }

    private static ControlReply Ask(EnrollmentHall hall, ControlRequest request)
    {
        using var client = ControlClient.Connect(hall.Unit.Socket);
        return Assert.Single(client.Stream(request, TimeProvider.System, lasting: true));
    }
}
