using System.Collections.Concurrent;
using DoorFace.Core.Audit;
using DoorFace.Core.Enrollment;
using DoorFace.Host.Control;

namespace DoorFace.Host.Tests.Enrollment;

/// <summary>The enrolment from a terminal, over the real socket.</summary>
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
            var replies = Task.Run(() => client.Stream(ControlRequest.Of(ControlCommands.Enroll) with { Name = "Kim" }, TimeProvider.System, lasting: true).First(), TestContext.Current.CancellationToken);
            await hall.ShowAsync([], () => replies.IsCompleted, "it has begun");
            client.Say(EnrollmentHandlers.Agree);
            await hall.ShowAsync(People.Kim, () => hall.State.Captures.Length >= 2, "something is captured");
        }

        await hall.ShowAsync(People.Kim, () => hall.State.End is not null, "it ends");
        await hall.AssertEndedAsync(EnrollmentEnd.Cancelled, residents: 0);
    }
}
