using System.CommandLine;
using System.Globalization;
using System.Text;
using DoorFace.Core.Access;
using DoorFace.Core.Biometrics;
using DoorFace.Core.Imaging;
using DoorFace.Core.Time;
using DoorFace.Device.Camera;
using DoorFace.Host.Composition;
using DoorFace.Host.Control;
using DoorFace.Host.Settings;
using DoorFace.Vision.Imaging;
using Spectre.Console;

namespace DoorFace.Host.Commands.Cameras;

/// <summary>
/// <c>doorface camera snapshot</c>: how the picture is, as a coarse pattern of light and dark in the terminal, for aiming the camera. The picture itself
/// goes nowhere: the door's own program cannot write one; that of a PC can, when asked.
/// </summary>
internal static class CameraSnapshotCommand
{
    // The first frames come before the exposure has settled.
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(1);

    // From dark to light, for a light text on a dark ground.
    private const string Shades = " .:-=+*#%@";

    public static Command Create(Platform platform, TimeProvider time)
    {
        var command = new Command("snapshot", "Shows the picture's geometry and brightness as a pattern of characters; no picture is written.") { CameraOptions.Camera };
        var image = new Option<FileInfo?>("--image") { Description = "Writes the picture as a PNG file too; only this program for PCs can.", HelpName = "FILE" };
        if (platform.SavePicture is not null)
        {
            command.Add(image);
        }

        command.SetAction(async (parsed, output, cancellation) =>
        {
            var settings = CameraOptions.ReadSettings(parsed);
            using var vision = new PictureVision(settings);
            using var lamp = new CameraLamp(platform, settings, time);
            using var frame = await TakeAsync(settings, time, cancellation).ConfigureAwait(false);
            var grid = new LumaGrid();
            LumaSampler.Measure(frame, grid);
            vision.Analyzer.Detect(frame, vision.Analysis);
            FaceObservation[] seen = [.. Enumerable.Range(0, vision.Analysis.FaceCount).Select(face => Look(vision, frame, face))];
            var snapshot = new Snapshot(
                $"{frame.Format} {frame.Width} x {frame.Height}",
                grid.Mean,
                grid.DarkShare,
                grid.BrightShare,
                [.. vision.Analysis.Faces.ToArray().Select(face => new[] { face.Box.Left, face.Box.Top, face.Box.Width, face.Box.Height })],
                [.. seen.Select(face => face.Uprightness)],
                [.. seen.Select(face => face.Covering)]);
            output.Write(snapshot, CameraJson.Default.Snapshot, console => Print(console, snapshot, grid, settings.Access));
            if (platform.SavePicture is { } save && parsed.GetValue(image) is { } file)
            {
                save(frame, file);
            }

            return ExitCodes.Success;
        });
        return command;
    }

    private static async Task<Frame> TakeAsync(DoorFaceSettings settings, TimeProvider time, CancellationToken cancellation)
    {
        await using var camera = CommandCamera.Create(settings, time, cancellation);
        await camera.StartAsync().ConfigureAwait(false);
        Frame? frame = null;
        try
        {
            MonotonicInstant? until = null;
            while ((until is null || frame?.CapturedAt < until) && camera.Read() is { } next)
            {
                frame?.Dispose();
                frame = next;
                until ??= next.CapturedAt + Settling;
            }
        }
        catch
        {
            frame?.Dispose();
            throw;
        }

        // A recording may be shorter.
        return frame ?? throw new CameraException("The camera ended without a picture. Give a recording that is not empty, or look at the camera's cable.");
    }

    private static void Print(IAnsiConsole console, Snapshot snapshot, LumaGrid grid, AccessRules rules)
    {
        var pattern = new StringBuilder();
        for (var row = 0; row < LumaGrid.Rows; row++)
        {
            foreach (var cell in grid.Cells.Slice(row * LumaGrid.Columns, LumaGrid.Columns))
            {
                // Twice: a character is twice as high as wide.
                pattern.Append(Shades[cell * Shades.Length / 256], 2);
            }

            pattern.Append('\n');
        }

        console.Write(new Panel(new Text(pattern.ToString().TrimEnd('\n'))).Header(snapshot.Picture));
        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"brightness {snapshot.Brightness:0} of 255, {snapshot.DarkShare:P0} black, {snapshot.BrightShare:P0} white"));
        foreach (var (face, uprightness, covering) in snapshot.Faces.Zip(snapshot.Uprightness, snapshot.Covering))
        {
            var width = face[2] >= rules.MinimumFaceWidth ? "near enough" : Text($"too far away, {rules.MinimumFaceWidth:0} are needed");
            var turned = uprightness >= rules.MinimumUprightness ? "" : ", turned in the picture";
            var covered = covering <= rules.MaximumCovering ? "" : ", mouth and nose covered";
            console.WriteLine(Text($"a face {face[2]:0} pixels wide at {face[0]:0},{face[1]:0}: {width}{turned}{covered}"));
        }

        if (snapshot.Faces.Length == 0)
        {
            console.WriteLine("no face");
        }
        else if (Array.TrueForAll(snapshot.Uprightness, uprightness => !(uprightness >= rules.MinimumUprightness)))
        {
            console.WriteLine("The camera seems to be turned: set Camera:Rotation.");
        }
    }

    // Of something in which the models find no face there is nothing to be said.
    private static FaceObservation Look(PictureVision vision, Frame frame, int face) =>
        vision.Analyzer.Describe(frame, vision.Analysis, face) ? vision.Analysis.Observation : default;

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
