using Microsoft.ML.OnnxRuntime;

namespace DoorFace.Vision.Models;

/// <summary>
/// A loaded model with its input and outputs bound to memory of their own for its whole life: fill <see cref="Input"/>, <see cref="Run"/>,
/// read <see cref="Output"/>. A run allocates no managed memory. For one thread at a time.
/// </summary>
public sealed class ModelSession : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _runOptions;
    private readonly OrtIoBinding _binding;
    private readonly string _path;
    private readonly float[] _input;
    private readonly float[][] _outputs;
    private readonly List<OrtValue> _values = [];

    internal ModelSession(ModelDescription description, string path, byte[] model, int threads)
    {
        // Before anything of the library; that rules out field initializers that make something of it.
        OnnxTelemetry.Disable();
        _runOptions = new RunOptions();
        Description = description;
        _path = path;
        _session = Load(description, path, model, threads);
        _binding = _session.CreateIoBinding();
        _input = Bind(description.Input.Shape, value => _binding.BindInput(description.Input.Name, value));
        _outputs = [.. description.Outputs.Select(output => Bind(output.Shape, value => _binding.BindOutput(output.Name, value)))];
        // The first run asks for memory piece by piece and learns the pattern of all later ones: no face may be in it.
        Zeroize();
    }

    public ModelDescription Description { get; }

    /// <summary>The input tensor's values in the manifest's layout, to be written before a run.</summary>
    public Span<float> Input => _input;

    /// <summary>An output tensor's values after a run.</summary>
    /// <param name="index">Its place in <see cref="ModelDescription.Outputs"/>.</param>
    public Span<float> Output(int index) => _outputs[index];

    /// <summary>All outputs' values after a run, in the order of <see cref="ModelDescription.Outputs"/>.</summary>
    internal IReadOnlyList<float[]> Outputs => _outputs;

    /// <summary>Computes the outputs from the input.</summary>
    /// <exception cref="ModelException">ONNX Runtime failed.</exception>
    public void Run()
    {
        try
        {
            _session.RunWithBinding(_runOptions, _binding);
        }
        catch (OnnxRuntimeException e)
        {
            throw new ModelException($"{_path}: the {Description.Role} model failed to run: {e.Message}", e);
        }
    }

    /// <summary>Refuses what a model gave that no face can have been.</summary>
    /// <param name="isValid">Whether it can.</param>
    /// <exception cref="ModelException">It cannot: the model is broken, and nothing of the face is left in the tensors.</exception>
    public void Require(bool isValid)
    {
        if (!isValid)
        {
            Clear();
            throw new ModelException($"{_path}: the {Description.Role} model gave values that are no result; bring it anew with scripts/setup.sh.");
        }
    }

    /// <summary>
    /// Overwrites what the last run left in ONNX Runtime's own memory (a quantized copy of the picture among it) by one over nothing, and zeroes
    /// the tensors. It reaches all of it because every run but the very first lays out its memory alike.
    /// </summary>
    /// <exception cref="ModelException">ONNX Runtime failed.</exception>
    public void Zeroize()
    {
        Clear();
        Run();
        Clear();
    }

    /// <summary>Zeroes the tensors: they hold a face and its features.</summary>
    public void Clear()
    {
        Array.Clear(_input);
        foreach (var output in _outputs)
        {
            Array.Clear(output);
        }
    }

    public void Dispose()
    {
        Clear();
        _binding.Dispose();
        _values.ForEach(v => v.Dispose());
        _runOptions.Dispose();
        _session.Dispose();
    }

    private static InferenceSession Load(ModelDescription description, string path, byte[] model, int threads)
    {
        using var options = Options(threads);
        InferenceSession? session = null;
        try
        {
            session = new InferenceSession(model, options);
            TensorCheck.Check(session, description, path);
            return session;
        }
        catch (Exception e)
        {
            session?.Dispose();
            if (e is OnnxRuntimeException)
            {
                throw new ModelException($"{path}: ONNX Runtime cannot load the model: {e.Message}", e);
            }

            throw;
        }
    }

    /// <summary>How the door runs its models.</summary>
    internal static SessionOptions Options(int threads)
    {
        var options = new SessionOptions
        {
            IntraOpNumThreads = threads,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING,
        };

        // A door waits most of the time: idle threads must not burn the CPU.
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");

        if (ProcessorFeatures.SaturatesIntegerProducts)
        {
            // Exact products at half the speed; where nothing saturates there is nothing to gain.
            options.AddSessionConfigEntry("session.x64quantprecision", "1");
        }

        return options;
    }

    private float[] Bind(IReadOnlyList<int> shape, Action<OrtValue> bind)
    {
        // Pinned for life: no handle to make per run, and the collector leaves no copies of a face behind.
        var buffer = GC.AllocateArray<float>(TensorShape.Elements(shape), pinned: true);
        var value = OrtValue.CreateTensorValueFromMemory(buffer, [.. shape.Select(d => (long)d)]);
        _values.Add(value);
        bind(value);
        return buffer;
    }
}
