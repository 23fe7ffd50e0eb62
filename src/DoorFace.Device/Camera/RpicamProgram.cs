using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using DoorFace.Device.Processes;

namespace DoorFace.Device.Camera;

/// <summary>The program that works the Raspberry Pi's cameras.</summary>
public static partial class RpicamProgram
{
    /// <summary>What it is called now, and what it was called on Raspberry Pi OS before October 2023.</summary>
    internal static readonly string[] Names = ["rpicam-vid", "libcamera-vid"];

    /// <summary>How long a list may take: cameras are asked for their modes one by one.</summary>
    private static readonly TimeSpan ListLimit = TimeSpan.FromSeconds(20);

    /// <summary>The cameras that it sees; none where there is no such program, as on a PC. It takes about a second.</summary>
    /// <exception cref="CameraException">It cannot list them; the message says why.</exception>
    public static IReadOnlyList<RpicamDevice> List() => List(Names);

    /// <inheritdoc cref="List()"/>
    internal static IReadOnlyList<RpicamDevice> List(params string[] programs) => List(ListLimit, programs);

    internal static IReadOnlyList<RpicamDevice> List(TimeSpan limit, params string[] programs)
    {
        if (ProgramPath.Find(programs) is null)
        {
            return [];
        }

        using var child = Start(["--list-cameras"], programs);
        var said = Read(child, limit);
        return child.WaitForExit(limit) && child.ExitCode == 0 ? Parse(said) : throw RpicamFault.Describe(child, 0);
    }

    /// <exception cref="CameraException">There is no such program, or it cannot be started.</exception>
    internal static ChildProcess Start(IEnumerable<string> arguments, params string[] programs)
    {
        var program = ProgramPath.Find(programs) ?? throw RpicamFault.NoProgram(programs);
        try
        {
            return ChildProcess.Start(program, arguments);
        }
        catch (IOException fault)
        {
            throw new CameraException($"The Pi camera cannot be started: {fault.Message}", fault);
        }
    }

    /// <summary>Reads the list as it is printed: a line "0 : imx708 [4608x2592 ...] (...)" for each camera, and below it its modes.</summary>
    internal static IReadOnlyList<RpicamDevice> Parse(string list)
    {
        List<RpicamDevice> devices = [];
        List<RpicamMode> modes = [];
        var format = "";
        foreach (var line in list.Split('\n'))
        {
            if (CameraLine().Match(line) is { Success: true } camera)
            {
                devices.Add(new RpicamDevice((int)Number(camera, "index"), camera.Groups["model"].Value, modes = []));
                continue;
            }

            format = FormatName().Match(line) is { Success: true } named ? named.Groups["format"].Value : format;
            if (ModeText().Match(line) is { Success: true } mode && devices.Count > 0)
            {
                modes.Add(new RpicamMode(format, (int)Number(mode, "width"), (int)Number(mode, "height"), Number(mode, "rate")));
            }
        }

        return devices;
    }

    /// <summary>All that it says, as far as it says it in time: then it is stopped.</summary>
    private static string Read(ChildProcess child, TimeSpan limit)
    {
        var clock = new Timer(static child => ((ChildProcess)child!).Stop(), child, limit, Timeout.InfiniteTimeSpan);
        try
        {
            using var reader = new StreamReader(child.Output, Encoding.UTF8, leaveOpen: true);
            return reader.ReadToEnd();
        }
        finally
        {
            // A child that is being stopped must not be disposed.
            using var stopped = new ManualResetEvent(false);
            clock.Dispose(stopped);
            stopped.WaitOne();
        }
    }

    private static double Number(Match match, string group) => double.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?<index>\d{1,3}) : (?<model>\S+)")]
    private static partial Regex CameraLine();

    [GeneratedRegex(@"'(?<format>[^']+)' : ")]
    private static partial Regex FormatName();

    [GeneratedRegex(@"(?<width>\d{1,5})x(?<height>\d{1,5}) \[(?<rate>\d+(\.\d+)?) fps")]
    private static partial Regex ModeText();
}
