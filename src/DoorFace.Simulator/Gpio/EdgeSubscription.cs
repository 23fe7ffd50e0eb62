using System.Device.Gpio;

namespace DoorFace.Simulator.Gpio;

/// <summary>Somebody who wants to hear of a line's edges.</summary>
/// <param name="edges">Which.</param>
/// <param name="callback">Called for each.</param>
/// <param name="abandon">Called when the line is closed and no edge will come any more.</param>
internal sealed class EdgeSubscription(PinEventTypes edges, PinChangeEventHandler callback, Action? abandon = null)
{
    public PinEventTypes Edges => edges;

    public PinChangeEventHandler Callback => callback;

    public void Abandon() => abandon?.Invoke();
}
