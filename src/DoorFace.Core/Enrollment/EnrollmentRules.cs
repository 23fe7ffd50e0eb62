using DoorFace.Core.Biometrics;

namespace DoorFace.Core.Enrollment;

/// <summary>What a capture must be to become a reference. A bad reference opens the door to strangers, so nothing is waved through.</summary>
public sealed record EnrollmentRules
{
    /// <summary>Smallest width of a face, pixels: below it the embedder's input would be mostly interpolation. 40..400.</summary>
    public float MinimumFaceWidth { get; init; } = 80;

    /// <summary>Smallest frontality, 0..1.</summary>
    public float MinimumFrontality { get; init; } = 0.4f;

    public int References { get; init; } = 5; public float MinimumPoseDistance { get; init; } = 0.06f; public float SameResidentScore { get; init; } = 0.7f; public float SimilarityMargin { get; init; } = 0.05f;
    /// <summary>Checks captures that are said to show one person.</summary>
    /// <param name="captures">At least one.</param>
    /// <param name="samePerson">
    /// The single comparison threshold at <see cref="OperatingPoint.ViewFalseMatchRate"/>: the operator says that they are one person, so
    /// this guards against a mistake, not an attack.
    /// </param>
    /// <returns>Every capture that is refused; none when all are good.</returns>
    public IReadOnlyList<RefusedCapture> Check(IReadOnlyList<Capture> captures, ComparisonScore samePerson)
    {
        ArgumentNullException.ThrowIfNull(captures);
        var refused = captures.Select(CheckAlone).OfType<RefusedCapture>().ToList();
        if (refused.Count > 0)
        {
            return refused;
        }

        // Each against the fused others, so that one odd picture is the one that is named, wherever it stands in the list.
        for (var i = 0; i < captures.Count && captures.Count > 1; i++)
        {
            var capture = captures[i];
            var others = Embedding.Fuse([.. captures.Where((_, other) => other != i).Select(c => c.Template!)]);
            var score = capture.Template!.CompareWith(others);
            if (!(score >= samePerson))
            {
                refused.Add(new RefusedCapture(capture, CaptureRefusal.AnotherPerson, score.Value, samePerson.Value));
            }
        }

        return refused;
    }

    private RefusedCapture? CheckAlone(Capture capture) => capture switch
    {
        { FaceCount: 0 } or { Template: null } => new(capture, CaptureRefusal.NoFace, 0, 1),
        { FaceCount: > 1 } => new(capture, CaptureRefusal.SeveralFaces, capture.FaceCount, 1),
        _ when !(capture.Observation.Box.Width >= MinimumFaceWidth) =>
            new(capture, CaptureRefusal.FaceTooSmall, capture.Observation.Box.Width, MinimumFaceWidth),
        _ when !(capture.Observation.Frontality >= MinimumFrontality) =>
            new(capture, CaptureRefusal.NotFrontal, capture.Observation.Frontality, MinimumFrontality),
        _ => null,
    };
}
