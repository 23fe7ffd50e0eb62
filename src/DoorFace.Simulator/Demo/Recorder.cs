using System.Device.Gpio;
using System.Globalization;
using DoorFace.Core.Access;
using DoorFace.Core.Biometrics;
using DoorFace.Core.Imaging;
using DoorFace.Host.Gallery;
using DoorFace.Host.Recognition;
using DoorFace.Simulator.Camera;
using DoorFace.Simulator.Gpio;
using DoorFace.Vision;
using SkiaSharp;
using Spectre.Console;

namespace DoorFace.Simulator.Demo;

/// <summary>Watches a demonstration: prints what changes as a timeline, keeps pictures for the film strip, and notes in which scene the strike was released.</summary>
internal sealed class Recorder : IRecognitionObserver, IDisposable
{
    /// <summary>Frames between two pictures that are kept without news.</summary>
    private const int PictureSpacing = 5;

    private readonly Script _script;
    private readonly int _strikeLine;
    private readonly SimulatedGpioDriver _gpio;
    private readonly Dictionary<Scene, List<FilmFrame>> _film = [];
    private readonly List<Scene> _releases = [];
    private AccessDecision _last;
    private volatile Scene _scene;

    public Recorder(Script script, SimulatedGpioDriver gpio, int strikeLine)
    {
        (_script, _gpio, _strikeLine) = (script, gpio, strikeLine);
        _scene = script.Scenes[0];
        gpio.PinChanged += (_, change) => OnPin(change);
    }

    /// <summary>The scenes in which the strike was released, once for each release.</summary>
    public IReadOnlyList<Scene> Releases => _releases;

    /// <summary>Pictures of each scene that somebody is in.</summary>
    public IReadOnlyList<(string Title, IReadOnlyList<FilmFrame> Frames)> Film =>
        [.. _script.Scenes.Where(_film.ContainsKey).Select(scene => (scene.Title, (IReadOnlyList<FilmFrame>)_film[scene]))];

    public void OnFrame(Frame frame, FaceAnalysis analysis, AccessDecision decision, EnrolledGallery enrolled)
    {
        var scene = _script.SceneOf(frame.Sequence);
        if (scene != _scene || !_film.ContainsKey(scene))
        {
            _scene = scene;
            AnsiConsole.MarkupLineInterpolated($"[bold]{scene.Title}[/]");
        }

        if (decision.Outcome == AccessOutcome.Undecided && _last.Outcome != AccessOutcome.NoFace)
        {
            // A frame whose view was skipped shows what was decided before it.
            decision = _last;
        }

        var isNews = decision.Outcome != _last.Outcome || decision.Reason != _last.Reason;
        if (isNews)
        {
            AnsiConsole.MarkupLine(Row(frame, analysis, decision, enrolled));
        }

        _last = decision;
        Keep(scene, frame, analysis, decision, isNews);
    }

    public void Dispose()
    {
        foreach (var picture in _film.Values.SelectMany(frames => frames))
        {
            picture.Picture.Dispose();
        }
    }

    private void OnPin(PinChange change)
    {
        if (change.Line != _strikeLine)
        {
            return; // Lamps and buzzer.
        }

        var released = change.Level == PinValue.High;
        if (released)
        {
            _releases.Add(_scene);
        }

        AnsiConsole.MarkupLineInterpolated(
            CultureInfo.InvariantCulture, $"{"",10}[{(released ? "green" : "yellow")}]pin {_gpio.LineName(change.Line)} is {(change.Level == PinValue.High ? 1 : 0)}: strike {(released ? "released" : "secured")}[/]");
    }

    private static string Row(Frame frame, FaceAnalysis analysis, AccessDecision decision, EnrolledGallery enrolled)
    {
        var face = analysis.FaceCount == 0 ? "no face" : string.Create(CultureInfo.InvariantCulture, $"{analysis.FaceCount} face(s), nearest {analysis.Faces[0].Box.Width:0} px wide");
        var compared = decision is { Candidate: { } candidate, Threshold: { } threshold }
            ? $"most like {enrolled.Names[candidate.Subject]}, score {candidate.Score} at threshold {threshold}"
            : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{(double)frame.Sequence / SimulatedSensor.FramesPerSecond,8:0.0} s  frame {frame.Sequence,3}  {face,-32}  {Markup.Escape(compared),-52}  {Colour(decision)}");
    }

    private static string Colour(AccessDecision decision) => decision.Outcome switch
    {
        AccessOutcome.Granted => "[green]granted[/]",
        AccessOutcome.Denied => $"[red]denied: {decision.Reason}[/]",
        AccessOutcome.Undecided => "looking",
        _ => "",
    };

    private void Keep(Scene scene, Frame frame, FaceAnalysis analysis, AccessDecision decision, bool isNews)
    {
        if (!_film.TryGetValue(scene, out var frames))
        {
            _film[scene] = frames = [];
        }

        if (!isNews && frame.Sequence % PictureSpacing != 0)
        {
            return;
        }

        var picture = new SKBitmap(new SKImageInfo(frame.Width, frame.Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        frame.Pixels.CopyTo(picture.GetPixelSpan());
        FaceBox[] boxes = [.. analysis.Faces.ToArray().Select(face => face.Box)];
        var caption = decision switch
        {
            { Outcome: AccessOutcome.Granted, Candidate.Score: var score } => $"granted, score {score}",
            { Outcome: AccessOutcome.Denied, Candidate.Score: var score } => $"{decision.Reason}, {score}",
            { Outcome: AccessOutcome.Denied } => $"{decision.Reason}",
            { Outcome: AccessOutcome.Undecided } => "looking",
            _ => "",
        };
        var released = _gpio.Level(_strikeLine) == PinValue.High;
        frames.Add(new FilmFrame(frame.Sequence, picture, boxes, caption, decision.Outcome == AccessOutcome.Granted, released));
    }
}
