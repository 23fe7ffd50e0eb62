using DoorFace.Core.Biometrics;
using DoorFace.Vision.Faces;

namespace DoorFace.Vision;

/// <summary>
/// What the <see cref="FaceAnalyzer"/> found in one frame. The caller owns it and uses it again for the next frame, so that nothing is
/// allocated; spans are valid until then. Features lie in pinned memory, and <see cref="Clear"/> leaves no trace of the face.
/// </summary>
public sealed class FaceAnalysis
{
    /// <summary>Faces kept of one frame; of more, those the detector is least sure of are dropped.</summary>
    public const int Capacity = 32;

    /// <summary>Numbers in <see cref="Landmarks"/>: x and y of 68 points.</summary>
    public const int LandmarkValues = 136;

    private readonly DetectedFace[] _faces = new DetectedFace[Capacity];
    private readonly float[] _landmarks = GC.AllocateArray<float>(LandmarkValues, pinned: true);
    private float[] _embedding = [];
    private bool _described;

    public int FaceCount { get; private set; }

    /// <summary>The faces, nearest (largest box) first.</summary>
    public ReadOnlySpan<DetectedFace> Faces => _faces.AsSpan(0, FaceCount);

    /// <summary>Index in <see cref="Faces"/> of the face that was described; −1 while none was.</summary>
    public int DescribedFace { get; private set; } = -1;

    /// <summary>The described face; all zero while none was.</summary>
    public FaceObservation Observation { get; private set; }

    /// <summary>68 points of the described face in iBUG order, x then y, in frame pixels; empty while none was.</summary>
    public ReadOnlySpan<float> Landmarks => _described ? _landmarks : [];

    /// <summary>The features of the described face, a vector of unit length; empty while none was.</summary>
    public ReadOnlySpan<float> Embedding => _described ? _embedding : [];

    /// <summary>What the frame cost.</summary>
    public StageTimings Timings { get; internal set; }

    /// <summary>Where the detector puts faces; <see cref="SetFaceCount"/> says how many.</summary>
    internal Span<DetectedFace> FaceBuffer => _faces;

    internal Span<float> LandmarkBuffer => _landmarks;

    /// <summary>Forgets everything and zeroes the memory it was in.</summary>
    public void Clear()
    {
        Array.Clear(_faces);
        FaceCount = 0;
        Timings = default;
        ClearDescription();
    }

    internal void SetFaceCount(int count) => FaceCount = count;

    internal void ClearDescription()
    {
        Array.Clear(_landmarks);
        Array.Clear(_embedding);
        Observation = default;
        DescribedFace = -1;
        _described = false;
    }

    internal Span<float> EmbeddingBuffer(int dimension)
    {
        if (_embedding.Length != dimension)
        {
            // Pinned, so that the collector never leaves a copy of a face's features behind when it compacts.
            _embedding = GC.AllocateArray<float>(dimension, pinned: true);
        }

        return _embedding;
    }

    internal void SetDescription(int face, FaceObservation observation)
    {
        DescribedFace = face;
        Observation = observation;
        _described = true;
    }
}
