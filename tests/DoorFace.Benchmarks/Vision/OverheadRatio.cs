using System.Globalization;
using DoorFace.Core.Biometrics;
using DoorFace.Core.Imaging;
using DoorFace.Vision;
using DoorFace.Vision.Imaging;
using DoorFace.Vision.Models;

namespace DoorFace.Benchmarks.Vision;

/// <summary>
/// What a frame costs over its bare model runs, in each format, what filling the detector's input and turning a sideways camera's frame costs, and what it costs to leave no trace. All take turns on one thread, so
/// that whatever else the machine does hits all alike, and the medians of the thread's processor time are compared.
/// </summary>
internal static class OverheadRatio
{
    private const double MostOverhead = 0.10;
    private const int Rounds = 200;
    private const int WarmUp = 20;

    private static readonly FrameFormat[] Formats = Enum.GetValues<FrameFormat>();

    /// <returns>0 when every overhead is within the limit and no frame allocated managed memory, else 1.</returns>
    public static int Run()
    {
        var catalog = Scene.Catalog();
        using var analyzer = new FaceAnalyzer(catalog, new VisionOptions());
        var frames = Array.ConvertAll(Formats, Scene.OneFace);
        var analysis = new FaceAnalysis();
        var (scene, face) = (frames[(int)FrameFormat.Rgba32], OnlyFace(analyzer, frames[(int)FrameFormat.Rgba32], analysis));
        using var bare = new BareModels(scene, face);
        using var arenaless = new BareModels(scene, face, arena: false);
        var input = catalog[ModelRole.Detector].Input;
        var (sampler, tensor) = (new FrameSampler(input), new float[input.Shape[1] * input.Width * input.Height]);

        var (models, detector) = (new ThreadTimes(Rounds), new ThreadTimes(Rounds));
        var (without, wash) = (new ThreadTimes(Rounds), new ThreadTimes(Rounds));
        var whole = Array.ConvertAll(Formats, _ => new ThreadTimes(Rounds));
        var filling = Array.ConvertAll(Formats, _ => new ThreadTimes(Rounds));
        var turning = Array.ConvertAll(Formats, _ => new ThreadTimes(Rounds));
        var turned = Array.ConvertAll(frames, Sideways);
        for (var round = -WarmUp; round < Rounds; round++)
        {
            models.Measure(round, bare.Run);
            without.Measure(round, arenaless.Run);
            detector.Measure(round, () => bare.Run(ModelRole.Detector));
            foreach (var frame in frames)
            {
                filling[(int)frame.Format].Measure(round, () => Fill(sampler, frame, input, tensor));
                turning[(int)frame.Format].Measure(round, () => FrameTurn.Turn(frame, 90, turned[(int)frame.Format]));
                whole[(int)frame.Format].Measure(round, () => analyzer.Analyze(frame, analysis));
            }

            wash.Measure(round, analyzer.Zeroize);
        }

        Print($"bare model runs of a frame with one face {models.Median:0.00} ms, of them the detector {detector.Median:0.00} ms; at most {MostOverhead:P0} of each:");
        var holds = true;
        foreach (var format in Formats)
        {
            var (fill, turn, frame) = (filling[(int)format], turning[(int)format], whole[(int)format]);
            var (share, overhead) = (fill.Median / detector.Median, (frame.Median / models.Median) - 1);
            Print($"{format,-6}  detector's input {fill.Median:0.000} ms = {share:P1}  frame {frame.Median:0.00} ms = bare + {overhead:P1}  turned by 90 degrees {turn.Median:0.000} ms = {turn.Median / detector.Median:P1} of the detector  allocated {fill.Allocated + turn.Allocated + frame.Allocated} bytes");
            // The door's own cameras give the other formats; a decoded JPEG costs many times its sampling.
            holds &= (share <= MostOverhead || format == FrameFormat.Rgba32) && overhead <= MostOverhead && fill.Allocated + turn.Allocated + frame.Allocated == 0;
        }

        Print($"bare model runs without the memory that ONNX Runtime keeps: {without.Median / models.Median:0.00} times as long; a wash of it: {wash.Median:0.00} ms");
        Array.ForEach([.. frames, .. turned], frame => frame.Dispose());
        return holds ? 0 : 1;
    }

    private static FaceBox OnlyFace(FaceAnalyzer analyzer, Frame frame, FaceAnalysis analysis)
    {
        analyzer.Detect(frame, analysis);
        return analysis.FaceCount == 1
            ? analysis.Faces[0].Box
            : throw new InvalidOperationException($"The benchmark's frame must show one face, {analysis.FaceCount} were found.");
    }

    private static Frame Sideways(Frame frame)
    {
        var (format, width, height) = FrameTurn.Outcome(frame, 90);
        return new Frame(format, width, height);
    }

    private static void Fill(FrameSampler sampler, Frame frame, ModelInput input, float[] tensor) =>
        sampler.Rectangle(frame, new FaceBox(0, 0, frame.Width, frame.Height), input.Width, input.Height, tensor);

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
