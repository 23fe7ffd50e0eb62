namespace DoorFace.Device.Camera.V4l2;

/// <summary>Which camera of the kernel to use, and how.</summary>
public sealed record V4l2Options
{
    internal const string NamePrefix = "usb:";

    /// <summary>
    /// A path, such as <c>/dev/video0</c> or <c>/dev/v4l/by-id/...</c>; or a name that stays when the camera is plugged in elsewhere: that of its
    /// link in <c>/dev/v4l/by-id</c> or <c>by-path</c>, or of its card, with or without <c>usb:</c> before it.
    /// </summary>
    public string Device { get; init; } = "/dev/video0";

    /// <summary>Pixels in a row that are wanted, at least 1; the camera's best mode for it is used, which may be another.</summary>
    public int Width { get; init; } = 640;

    /// <summary>Rows that are wanted, at least 1.</summary>
    public int Height { get; init; } = 480;

    /// <summary>Frames a second that are wanted, above 0 and at most 1000.</summary>
    public double FramesPerSecond { get; init; } = 15;

    /// <summary>The only format to use, for a camera with a bad one; null for the best that it offers.</summary>
    public V4l2Format? Format { get; init; }

    /// <summary>Whether a text means a camera of the kernel, and no file: a path in <c>/dev</c>, or <c>usb:</c> and a name, in letters of any case.</summary>
    public static bool IsDevice(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.StartsWith("/dev/", StringComparison.Ordinal) || HasNamePrefix(text);
    }

    internal static bool HasNamePrefix(string text) => text.StartsWith(NamePrefix, StringComparison.OrdinalIgnoreCase);
}
