using DoorFace.Core.Door;
using DoorFace.Core.Enrollment;
using DoorFace.Host.Control;
using DoorFace.Host.Enrollment;
using DoorFace.Host.Tests.Door;
using DoorFace.Storage.Residents;
using Microsoft.Extensions.DependencyInjection;

namespace DoorFace.Host.Tests.Enrollment;

/// <summary>The bench unit with a finger at its button and people before its camera.</summary>
internal sealed class EnrollmentHall : IAsyncDisposable
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(5);

    public required BenchUnit Unit { get; init; }

    public EnrollmentState State => Session.State;

    private EnrollmentSession Session => Unit.Services.GetRequiredService<EnrollmentSession>();

    public static Task<EnrollmentHall> OpenAsync(params (string Key, string Value)[] settings) => OpenAsync(new BenchUnit(settings));

    public static async Task<EnrollmentHall> OpenAsync(BenchUnit unit)
    {
        var hall = new EnrollmentHall { Unit = unit };
        hall.Unit.Put(DoorSensor.EnrollButton, false);
        await hall.Unit.StartedAsync();
        await hall.Unit.UntilAsync(() => hall.Unit.Scene.Asked > 2 && !hall.Unit.View.State.Faults.ContainsKey(DoorFault.Recognition), "frames are looked at");
        return hall;
    }

    /// <summary>With Alex enrolled as the first, and so as administrator.</summary>
    public static async Task<EnrollmentHall> WithAlexAsync(params (string Key, string Value)[] settings)
    {
        var hall = await OpenAsync(settings);
        await hall.HoldAsync(3);
        await hall.AgreeAsync(People.AlexElsewhere);
        await hall.ShowAsync(People.Alex, () => hall.State.End == EnrollmentEnd.Enrolled, "Alex is enrolled");
        hall.Unit.Scene.Show([]);
        await hall.UntilDoorSaysAsync(enrolling: false);
        return hall;
    }

    /// <summary>Residents by the file.</summary>
    public IReadOnlyList<Resident> Residents()
    {
        using var store = ResidentStore.Open(Unit.Database);
        return store.List();
    }

    /// <summary>Alex is administrator no longer.</summary>
    public void Dismiss() => Assert.True(Unit.Control(ControlRequest.Of(ControlCommands.DismissAdministrator) with { Name = "Resident 1" }).Done);

    public Task PressAsync() => HoldAsync(0.1);

    /// <summary>Somebody stands in front and presses once, which is their consent.</summary>
    public async Task AgreeAsync(IReadOnlyList<byte[]> people)
    {
        await ShowAsync(people, () => State.Front is not null, "somebody stands in front");
        await PressAsync();
        Assert.Equal(EnrollmentPhase.Capturing, State.Phase);
    }

    /// <summary>A resident who is recognised asks by a press to be erased, or to erase everything, and stays.</summary>
    public async Task PartAsync(IReadOnlyList<byte[]> people)
    {
        await ShowAsync(people, () => State.Front?.Resident is not null, "the resident is recognised");
        await PressAsync();
        Assert.Equal(EnrollmentPhase.Parting, State.Phase);
        await ShowAsync(people, () => State.End is not null, "it is done");
    }

    public async Task DoublePressAsync()
    {
        await DownAsync(0.1);
        await DownAsync(0.1);
        await WaitAsync(0.6);
    }

    /// <summary>Holds the button for a while, lets go, and waits until that counts.</summary>
    public async Task HoldAsync(double seconds)
    {
        await DownAsync(seconds);
        await WaitAsync(0.7);
    }

    public async Task WaitAsync(double seconds)
    {
        for (var left = seconds; left > 0.001; left -= BenchCamera.FrameTime.TotalSeconds)
        {
            await Unit.FrameAsync();
        }
    }

    /// <summary>Shows somebody until something is so.</summary>
    public async Task ShowAsync(IReadOnlyList<byte[]> people, Func<bool> isSo, string what, bool slowly = false)
    {
        Unit.Scene.Show(people);
        for (var frames = 0; !isSo(); frames++)
        {
            Assert.True(frames < 400, $"It never came about that {what}. {State.Phase}, {State.Hint}, {State.End}, {State.Captures.Length} captures. The audit: {string.Join("; ", Unit.Entries().Select(e => $"{e.Kind} {e.Detail}"))}");
            await Unit.FrameAsync(slowly ? Long : null);
        }
    }

    /// <summary>Goes as far as a phase, with Alex as administrator.</summary>
    /// <param name="phase">Which.</param>
    /// <param name="newcomer">Who agrees; Kim when null.</param>
    public async Task GoToAsync(EnrollmentPhase phase, IReadOnlyList<byte[]>? newcomer = null)
    {
        if (phase == EnrollmentPhase.AwaitingFarewell)
        {
            await HoldAsync(10);
        }
        else
        {
            await HoldAsync(3);
            if (phase != EnrollmentPhase.AwaitingAdministrator)
            {
                await ShowAsync(People.AlexElsewhere, () => State.Phase == EnrollmentPhase.AwaitingConsent, "the administrator is recognised");
            }

            if (phase == EnrollmentPhase.Capturing)
            {
                await AgreeAsync(newcomer ?? People.Kim);
            }
        }

        Assert.Equal(phase, State.Phase);
        await UntilDoorSaysAsync(enrolling: true);
    }

    public Task UntilDoorSaysAsync(bool enrolling) =>
        ShowAsync([], () => Unit.View.State.EnrollingSince is not null == enrolling, $"the door knows whether an enrollment goes on: {enrolling}");

    public async Task AssertEndedAsync(EnrollmentEnd end, int residents = 1)
    {
        Assert.Equal((EnrollmentPhase.Idle, end), (State.Phase, State.End));
        Assert.Equal(residents, Residents().Count);
        await UntilDoorSaysAsync(enrolling: false);
        Assert.False(Unit.IsOn(DoorOutput.Strike));
    }

    public ValueTask DisposeAsync() => Unit.DisposeAsync();

    // Time counts from when the session has seen it: on a busy machine that is later than the frame that follows.
    private async Task DownAsync(double seconds)
    {
        await PutAsync(pressed: true);
        await WaitAsync(seconds);
        await PutAsync(pressed: false);
    }

    private async Task PutAsync(bool pressed)
    {
        Unit.Put(DoorSensor.EnrollButton, pressed);
        for (var frames = 0; State.Button.PressedSince is not null != pressed; frames++)
        {
            Assert.True(frames < 400, $"The button is not seen to be {(pressed ? "pressed" : "let go")}.");
            await Unit.FrameAsync();
        }
    }
}
