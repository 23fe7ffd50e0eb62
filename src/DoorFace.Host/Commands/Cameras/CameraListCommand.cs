using System.CommandLine;
using System.Globalization;
using DoorFace.Device.Camera;
using DoorFace.Device.Camera.V4l2;
using DoorFace.Host.Control;
using Spectre.Console;

namespace DoorFace.Host.Commands.Cameras;

/// <summary><c>doorface camera list</c>: which cameras there are, and how to name them in the settings. It takes no frame.</summary>
internal static class CameraListCommand
{
    public static Command Create()
    {
        var command = new Command("list", "Lists the cameras of this machine.");
        command.SetAction((_, output, _) =>
        {
            ListedCamera[] cameras = [.. PiCameras(), .. V4l2Devices.List().Select(Describe)];
            output.Write(cameras, CameraJson.Default.ListedCameraArray, console => Print(console, cameras));
            return Task.FromResult(cameras.Any(camera => camera.Problem is null) ? ExitCodes.Success : ExitCodes.Negative);
        });
        return command;
    }

    // What is wrong with one kind must not hide the other.
    private static IEnumerable<ListedCamera> PiCameras()
    {
        try
        {
            return RpicamProgram.List().Select(Describe);
        }
        catch (CameraException fault)
        {
            return [new ListedCamera("", null, "Pi camera", [], [], fault.Message)];
        }
    }

    private static ListedCamera Describe(RpicamDevice camera) => new(
        "", camera.Index, $"Pi camera {camera.Model}", [], [.. camera.Modes.Select(mode => Mode(mode.Format, mode.Width, mode.Height, mode.FramesPerSecond))], null);

    private static ListedCamera Describe(V4l2DeviceInfo camera) => new(
        camera.Path,
        null,
        camera.Card.Length > 0 ? camera.Card : "unknown",
        [.. camera.Names.Select(name => "usb:" + name)],
        [.. camera.Modes.Select(mode => Mode($"{mode.Format}", mode.Width, mode.Height, mode.Rates.Count > 0 ? mode.Rates[^1] : null))],
        camera.Problem);

    private static string Mode(string format, int width, int height, double? rate) =>
        string.Create(CultureInfo.InvariantCulture, $"{format} {width} x {height}{(rate is { } most ? $" at {most:0.##}/s" : "")}");

    private static void Print(IAnsiConsole console, ListedCamera[] cameras)
    {
        if (cameras.Length == 0)
        {
            console.MarkupLineInterpolated($"No camera. Plug in a USB camera; a Pi's ribbon camera also needs the package rpicam-apps.");
            return;
        }

        var table = new Table().AddColumns("Camera", "Settings", "Modes").ShowRowSeparators();
        foreach (var camera in cameras)
        {
            string[] settings = camera.Number is { } number ? [$"Camera:Number={number}"] : [$"Camera:Path={camera.Path}", .. camera.StableNames.Select(name => $"Camera:Path={name}")];
            table.AddRow(
                Markup.Escape(camera.Name),
                Markup.Escape(string.Join('\n', settings)),
                Markup.Escape(camera.Problem ?? string.Join('\n', camera.Modes)));
        }

        console.Write(table);
    }
}
