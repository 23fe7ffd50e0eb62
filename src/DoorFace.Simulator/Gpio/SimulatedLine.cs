using System.Device.Gpio;

namespace DoorFace.Simulator.Gpio;

/// <summary>One line's electrical state: what drives it decides its level.</summary>
internal sealed class SimulatedLine(PinValue bootPull)
{
    private PinValue _pull = bootPull;
    private PinValue _latch = PinValue.Low;

    /// <summary>Held by a program; only then can it be an output or report edges.</summary>
    public bool IsOpen { get; set; }

    public PinMode Mode { get; private set; } = PinMode.Input;

    /// <summary>What the world outside puts on the pin; null leaves an input to its pull.</summary>
    public PinValue? Outside { get; set; }

    /// <summary>What each call on the line throws; null when it is sound.</summary>
    public Exception? Fault { get; set; }

    /// <summary>No edge is told any more.</summary>
    public bool LosesEdges { get; set; }

    public List<EdgeSubscription> Subscriptions { get; } = [];

    /// <summary>The level on the pin. An output wins over the world outside, as a relay's input cannot hold it.</summary>
    public PinValue Level => Mode == PinMode.Output ? _latch : Outside ?? _pull;

    public void Write(PinValue value) => _latch = value;

    public void SetMode(PinMode mode, PinValue latch)
    {
        Mode = mode;
        _latch = latch;
        // A plain input leaves the pull as it is.
        _pull = mode switch
        {
            PinMode.InputPullUp => PinValue.High,
            PinMode.InputPullDown => PinValue.Low,
            _ => _pull,
        };
    }

    /// <summary>Lets the line go: it floats to its pull, as kernels without persistent outputs do; the Pi's newer ones keep the level.</summary>
    public void Close()
    {
        IsOpen = false;
        Mode = PinMode.Input;
        Subscriptions.ForEach(subscription => subscription.Abandon());
        Subscriptions.Clear();
    }
}
