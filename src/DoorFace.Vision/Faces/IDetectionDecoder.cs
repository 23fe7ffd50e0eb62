namespace DoorFace.Vision.Faces;

/// <summary>Reads the outputs of one kind of detector.</summary>
internal interface IDetectionDecoder
{
    /// <summary>Detections that one run can give at most.</summary>
    int Capacity { get; }

    /// <summary>
    /// Writes every detection from a score on, in any order; several may be of one face. The box is the face from the hairline to the chin,
    /// as UltraFace draws it: the squares for landmarks and liveness are tuned to that.
    /// </summary>
    /// <param name="outputs">The model's outputs in the manifest's order.</param>
    /// <param name="minimumScore">0..1.</param>
    /// <param name="found">Room for <see cref="Capacity"/> detections; boxes in input pixels.</param>
    /// <returns>How many.</returns>
    int Decode(IReadOnlyList<float[]> outputs, float minimumScore, Span<DetectedFace> found);
}
