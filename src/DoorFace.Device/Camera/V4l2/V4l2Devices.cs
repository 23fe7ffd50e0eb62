using System.Globalization;

namespace DoorFace.Device.Camera.V4l2;

/// <summary>The video devices of this machine.</summary>
public static class V4l2Devices
{
    private const string Folder = "/dev";
    private const string Prefix = "video";
    private const string SystemFolder = "/sys/class/video4linux";
    private static readonly string[] LinkFolders = ["/dev/v4l/by-id", "/dev/v4l/by-path"];
    private static readonly V4l2Options Usual = new();

    /// <summary>
    /// All of them, by number, with those that cannot be used and why. Looking disturbs nobody who uses one. A Raspberry Pi's own camera
    /// shows here with formats of its sensor only.
    /// </summary>
    public static IReadOnlyList<V4l2DeviceInfo> List()
    {
        var names = StableNames();
        return
        [
            .. Directory.EnumerateFiles(Folder, Prefix + "*")
                .Select(path => (Path: path, Number: NumberOf(path)))
                .Where(device => device.Number is not null)
                .OrderBy(device => device.Number)
                .Select(device => Look(device.Path, [.. names[device.Path]])),
        ];
    }

    /// <summary>The wanted camera, with why it cannot be used if so. Looking disturbs nobody who uses it.</summary>
    /// <param name="wanted">As in <see cref="V4l2Options.Device"/>.</param>
    /// <exception cref="CameraException">There is none, or more than one; the message lists those there are.</exception>
    public static V4l2DeviceInfo Find(string wanted)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        return wanted.StartsWith('/') && File.Exists(wanted) ? Look(wanted, []) : V4l2Choice.Choose(wanted, List());
    }

    /// <summary>Where the wanted camera is now.</summary>
    /// <param name="wanted">As in <see cref="V4l2Options.Device"/>.</param>
    /// <exception cref="CameraException">There is none, or more than one; the message lists those there are.</exception>
    internal static string PathOf(string wanted) =>
        wanted.StartsWith('/') && File.Exists(wanted) ? wanted : V4l2Choice.Choose(wanted, List()).Path;

    private static V4l2DeviceInfo Look(string path, string[] names)
    {
        var info = new V4l2DeviceInfo(path, CardOf(path)) { Names = names };
        try
        {
            using var device = new V4l2Device(path);
            info = info with { Card = device.Card, Driver = device.Driver, Bus = device.Bus };
            return info with { Modes = device.Modes(Usual.Width, Usual.Height) };
        }
        catch (CameraException fault)
        {
            return info with { Problem = fault.Message };
        }
    }

    /// <summary>The name that the kernel shows to everybody, for a device that may not be opened.</summary>
    private static string CardOf(string path)
    {
        try
        {
            return File.ReadAllText(Path.Combine(SystemFolder, Path.GetFileName(path), "name")).Trim();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static int? NumberOf(string path) =>
        int.TryParse(path[(Folder.Length + 1 + Prefix.Length)..], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The names of the links to each device.</summary>
    private static ILookup<string, string> StableNames() => LinkFolders
        .Where(Directory.Exists)
        .SelectMany(Directory.EnumerateFiles)
        .Order(StringComparer.Ordinal)
        .ToLookup(link => Path.GetFullPath(new FileInfo(link).LinkTarget ?? link, Path.GetDirectoryName(link)!), link => Path.GetFileName(link));
}
