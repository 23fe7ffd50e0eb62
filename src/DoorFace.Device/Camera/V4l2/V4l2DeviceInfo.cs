namespace DoorFace.Device.Camera.V4l2;

/// <summary>What the kernel says of a video device.</summary>
/// <param name="Path">Such as <c>/dev/video0</c>; another one after the camera was plugged in elsewhere.</param>
/// <param name="Card">What the camera calls itself; empty when nobody says.</param>
public sealed record V4l2DeviceInfo(string Path, string Card)
{
    /// <summary>The names of its links in <c>/dev/v4l/by-id</c> and <c>by-path</c>, which stay.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>The kernel's driver; empty when it could not be asked.</summary>
    public string Driver { get; init; } = "";

    /// <summary>Where it is plugged in; empty when it could not be asked.</summary>
    public string Bus { get; init; } = "";

    /// <summary>The modes that can be used. Of a size that may be anything between limits, those nearest to 640x480 and the largest are listed.</summary>
    public IReadOnlyList<V4l2Mode> Modes { get; init; } = [];

    /// <summary>Why it cannot be used, and what to do; null when it can.</summary>
    public string? Problem { get; init; }

    public override string ToString() => Card.Length == 0 ? Path : $"{Path} ({Card})";
}
