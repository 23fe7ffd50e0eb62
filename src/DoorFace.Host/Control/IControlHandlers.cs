namespace DoorFace.Host.Control;

/// <summary>Some of the commands that the service answers.</summary>
internal interface IControlHandlers
{
    IEnumerable<ControlHandler> Handlers { get; }
}
