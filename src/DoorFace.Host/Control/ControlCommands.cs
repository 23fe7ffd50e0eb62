namespace DoorFace.Host.Control;

/// <summary>What can be asked of the running service, by name.</summary>
internal static class ControlCommands
{
    public const string Status = "status";
    public const string Release = "release";
    public const string LockDown = "lock-down";
    public const string HoldOpen = "hold-open";
    public const string Normal = "normal";
    public const string ClearAlarms = "clear-alarms";
    public const string ConfirmClock = "confirm-clock";
}
