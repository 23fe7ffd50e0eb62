using DoorFace.Core.Biometrics;
using DoorFace.Core.Imaging;
using DoorFace.Tests.Support;
using DoorFace.Vision.Models;
using Microsoft.ML.OnnxRuntime;

namespace DoorFace.Benchmarks.Vision;

/// <summary>
/// The same model runs as one frame with one face takes, straight on ONNX Runtime and nothing around them. They see the same scene: some
/// operators branch on each value, and a made-up input would make them look faster than they are. And they run with the door's options: on
/// some processors exact products cost half of the speed.
/// </summary>
internal sealed class BareModels : IDisposable
{
    // The landmark model runs twice for a face.
    private static readonly ModelRole[] Order =
        [ModelRole.Detector, ModelRole.Landmarks, ModelRole.Landmarks, ModelRole.Embedder, ModelRole.Liveness];

    private readonly Dictionary<ModelRole, (InferenceSession Session, OrtIoBinding Binding)> _models = [];
    private readonly List<OrtValue> _values = [];
    private readonly RunOptions _options;

    /// <param name="frame">The scene, of <see cref="FrameFormat.Rgba32"/>.</param>
    /// <param name="face">The face in it.</param>
    /// <param name="arena">Whether ONNX Runtime keeps its working memory between runs, as the door has it, or gives it back.</param>
    public BareModels(Frame frame, FaceBox face, bool arena = true)
    {
        var catalog = Scene.Catalog();
        OnnxTelemetry.Disable();
        _options = new RunOptions();
        foreach (var role in Order.Distinct())
        {
            using var options = ModelSession.Options(threads: 1);
            (options.EnableCpuMemArena, options.EnableMemoryPattern) = (arena, arena);
            var session = new InferenceSession(Path.Combine(RepositoryFiles.ModelDirectory, catalog[role].File), options);
            var binding = session.CreateIoBinding();
            var input = catalog[role].Input;
            var whole = new FaceBox(0, 0, frame.Width, frame.Height);
            binding.BindInput(input.Name, Value(Nearest(frame, role == ModelRole.Detector ? whole : face, input), input.Shape));

            foreach (var (name, tensor) in session.OutputMetadata)
            {
                binding.BindOutput(name, Value(new float[tensor.Dimensions.Aggregate(1, (product, d) => product * d)], tensor.Dimensions));
            }

            _models.Add(role, (session, binding));
        }
    }

    /// <summary>All runs of a frame.</summary>
    public void Run()
    {
        foreach (var role in Order)
        {
            Run(role);
        }
    }

    public void Run(ModelRole role)
    {
        var (session, binding) = _models[role];
        session.RunWithBinding(_options, binding);
    }

    public void Dispose()
    {
        foreach (var (session, binding) in _models.Values)
        {
            binding.Dispose();
            session.Dispose();
        }

        _values.ForEach(v => v.Dispose());
        _options.Dispose();
    }

    // The rectangle's nearest pixels, normalized: good enough to be a face.
    private static float[] Nearest(Frame frame, FaceBox source, ModelInput input)
    {
        var plane = input.Width * input.Height;
        var data = new float[input.Shape[1] * plane];
        for (var i = 0; i < data.Length; i++)
        {
            var x = (int)Math.Clamp(source.Left + (source.Width * (i % input.Width) / input.Width), 0, frame.Width - 1);
            var y = (int)Math.Clamp(source.Top + (source.Height * (i % plane / input.Width) / input.Height), 0, frame.Height - 1);
            data[i] = (frame.Pixels[(y * frame.Stride) + (x * 4) + (i / plane)] - input.Mean) / input.Deviation;
        }

        return data;
    }

    private OrtValue Value(float[] data, IReadOnlyList<int> shape)
    {
        var value = OrtValue.CreateTensorValueFromMemory(data, [.. shape.Select(d => (long)d)]);
        _values.Add(value);
        return value;
    }
}
