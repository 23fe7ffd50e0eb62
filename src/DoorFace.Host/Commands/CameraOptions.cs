using System.CommandLine;
using DoorFace.Host.Settings;

namespace DoorFace.Host.Commands;

/// <summary>The option that chooses a camera, as every command that takes frames understands it.</summary>
internal static class CameraOptions
{
    public static Option<string?> Camera { get; } = new("--camera")
    {
        Description = "A USB camera's device or usb:NAME, or a recording to replay; short for --set Camera:Path=PATH.",
        HelpName = "PATH",
    };

    /// <summary>The settings with the chosen camera.</summary>
    /// <exception cref="SettingsException">A setting is wrong.</exception>
    public static DoorFaceSettings ReadSettings(ParseResult parsed) =>
        GlobalOptions.ReadSettings(parsed, parsed.GetValue(Camera) is { } path ? [new("Camera:Path", path)] : []);
}
