namespace DoorFace.Host.Settings;

/// <summary>A level on a GPIO line.</summary>
public enum LineLevel
{
    /// <summary>Ground.</summary>
    Low,

    /// <summary>3.3 V.</summary>
    High,
}
