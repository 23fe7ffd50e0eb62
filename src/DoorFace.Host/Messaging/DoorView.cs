using DoorFace.Core.Door;

namespace DoorFace.Host.Messaging;

/// <summary>The door's state as of its last step, for everyone who only looks.</summary>
public sealed class DoorView
{
    private volatile DoorState _state = new();

    public DoorState State
    {
        get => _state;
        internal set => _state = value;
    }
}
