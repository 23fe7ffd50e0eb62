namespace DoorFace.Core.Signals;

/// <summary>What somebody did with a button. Told when it is let go, so that a button that is stuck does nothing.</summary>
public enum ButtonGesture
{
    /// <summary>Pressed for less than a hold, and not once more right after.</summary>
    Press,

    /// <summary>Pressed twice.</summary>
    DoublePress,

    /// <summary>Held for <see cref="ButtonGestures.HoldTime"/> or more.</summary>
    Hold,

    /// <summary>Held for <see cref="ButtonGestures.LongHoldTime"/> or more.</summary>
    LongHold,

    /// <summary>Held from the start of the program for <see cref="ButtonGestures.BootHoldTime"/> or more.</summary>
    BootHold,
}
