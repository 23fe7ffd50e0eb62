using DoorFace.Core.Biometrics;
using DoorFace.Core.Imaging;
using DoorFace.Device.Camera;
using DoorFace.ModelBuilder.Quantization;
using DoorFace.Tests.Support;
using DoorFace.Vision;
using DoorFace.Vision.Faces;
using DoorFace.Vision.Imaging;
using DoorFace.Vision.Models;

namespace DoorFace.SystemTests.Traces;

/// <summary>What a film of a face becomes on its way through the models, computed as the door computes it.</summary>
internal static class StrangerNeedles
{
    public const string Frames = "frame";
    public const string Crops = "crop as float";
    public const string Quantized = "crop as bytes";
    public const string Features = "features";

    public static Needles Of(string film)
    {
        var needles = new Needles();
        var catalog = ModelCatalog.Load(RepositoryFiles.Manifest, RepositoryFiles.ModelDirectory);
        using var analyzer = new FaceAnalyzer(catalog, new VisionOptions());
        using var embedder = catalog.CreateSession(ModelRole.Embedder);
        var first = Enum.GetValues<ModelRole>().ToDictionary(role => role, role => FirstTensor.Of(Path.Combine(RepositoryFiles.ModelDirectory, catalog[role].File)));
        var analysis = new FaceAnalysis();
        foreach (var frame in new Y4mRecording(film))
        {
            using (frame)
            {
                analyzer.Analyze(frame, analysis);
                if (analysis.DescribedFace >= 0)
                {
                    Add(needles, frame, analysis, catalog, first, embedder);
                }
            }
        }

        return needles;
    }

    private static void Add(
        Needles needles, Frame frame, FaceAnalysis analysis, ModelCatalog catalog, Dictionary<ModelRole, QuantizationParameters?> first, ModelSession embedder)
    {
        var box = analysis.Faces[0].Box;
        AddRows(needles, frame.Luma, box, 1);
        AddRows(needles, frame.ChromaU, box, 2);
        AddRows(needles, frame.ChromaV, box, 2);

        AddCrop(ModelRole.Detector, (sampler, tensor) =>
            sampler.Rectangle(frame, new FaceBox(0, 0, frame.Width, frame.Height), sampler.Width, sampler.Height, tensor));
        AddCrop(ModelRole.Landmarks, (sampler, tensor) =>
            sampler.Rectangle(frame, new FaceBox(box.CenterX - (box.Height / 2), box.CenterY - (box.Height / 2), box.Height, box.Height), sampler.Width, sampler.Height, tensor));
        AddCrop(ModelRole.Liveness, (sampler, tensor) =>
            sampler.Rectangle(frame, LivenessScorer.SquareInside(frame.Width, frame.Height, box), sampler.Width, sampler.Height, tensor));
        var landmarks = analysis.Landmarks.ToArray();
        var aligned = AddCrop(ModelRole.Embedder, (sampler, tensor) =>
            sampler.Warp(frame, FaceAligner.InputToFrame(landmarks, sampler.Width)!.Value, tensor));

        aligned.CopyTo(embedder.Input);
        embedder.Run();
        needles.Add(Features, embedder.Output(0), every: 4);
        needles.Add(Features, analysis.Embedding, every: 4);

        // What is measured without a model.
        var luma = new AlignedLuma();
        Assert.NotNull(luma.Take(frame, landmarks));
        needles.Add(Crops, luma.Values);
        var lowerFace = new float[LowerFace.Count];
        LowerFace.Describe(luma.Values, lowerFace);
        needles.Add(Features, lowerFace, every: 4);

        // The crop as the model's input; and as bytes, in planes and pixel by pixel: a quantized model's first tensor.
        float[] AddCrop(ModelRole role, Action<FrameSampler, float[]> sample)
        {
            var input = catalog[role].Input;
            var tensor = new float[input.Shape.Aggregate(1, (product, side) => product * side)];
            sample(new FrameSampler(input), tensor);
            needles.Add(Crops, tensor);
            if (first[role] is { } parameters)
            {
                var bytes = Array.ConvertAll(tensor, parameters.Quantize);
                needles.Add(Quantized, bytes, every: 97);
                var (planes, size) = (input.Shape[1], input.Width * input.Height);
                needles.Add(Quantized, Enumerable.Range(0, bytes.Length).Select(i => bytes[(i % planes * size) + (i / planes)]).ToArray(), every: 97);
            }

            return tensor;
        }
    }

    private static void AddRows(Needles needles, FramePlane plane, FaceBox box, int shrink)
    {
        var (left, right) = ((int)box.Left / shrink, (int)box.Right / shrink);
        for (var y = (int)box.Top / shrink; y < (int)box.Bottom / shrink; y += 4)
        {
            needles.Add(Frames, plane.Bytes.Slice((y * plane.Stride) + left, right - left), every: 16);
        }
    }
}
