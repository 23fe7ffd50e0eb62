using DoorFace.Core.Enrollment;

namespace DoorFace.Evaluation.Captures;

/// <summary>One of the figures that the enrollment's rules look at.</summary>
/// <param name="Name">For people.</param>
/// <param name="Of">The figure of a capture.</param>
/// <param name="Limit">The rules' limit.</param>
/// <param name="IsLargest">Whether the limit is the largest figure that is taken, else it is the smallest.</param>
public sealed record CaptureFigure(string Name, Func<MeasuredCapture, float> Of, float Limit, bool IsLargest)
{
    /// <summary>All figures, in the order in which the rules look at them.</summary>
    public static IReadOnlyList<CaptureFigure> All(EnrollmentRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return
        [
            new("face width", capture => capture.Face.Box.Width, rules.MinimumFaceWidth, false),
            new("visible", capture => capture.Quality.Visible, rules.MinimumVisible, false),
            new("uprightness", capture => capture.Face.Uprightness, rules.MinimumUprightness, false),
            new("frontality", capture => capture.Face.Frontality, rules.MinimumFrontality, false),
            new("brightness", capture => capture.Quality.Brightness, rules.MinimumBrightness, false),
            new("brightness", capture => capture.Quality.Brightness, rules.MaximumBrightness, true),
            new("over-exposed", capture => capture.Quality.Overexposed, rules.MaximumOverexposed, true),
            new("contrast", capture => capture.Quality.Contrast, rules.MinimumContrast, false),
            new("sharpness", capture => capture.Quality.Sharpness, rules.MinimumSharpness, false),
            new("eye openness", capture => capture.Quality.EyeOpenness, rules.MinimumEyeOpenness, false),
            new("eye contrast", capture => capture.Quality.EyeContrast, rules.MinimumEyeContrast, false),
        ];
    }

    /// <summary>Share of captures that fail on it, 0..1.</summary>
    public double FailureRate(IReadOnlyList<MeasuredCapture> captures) =>
        (double)captures.Count(capture => !(IsLargest ? Of(capture) <= Limit : Of(capture) >= Limit)) / captures.Count;

    /// <summary>The figure that a share of the captures stay below, of those with a face; not a number when there are none.</summary>
    public float Quantile(IReadOnlyList<MeasuredCapture> captures, double share)
    {
        var figures = captures.Where(capture => capture.Fault is not { Reason: CaptureRefusal.NoFace }).Select(Of).Where(float.IsFinite).Order().ToArray();
        return figures.Length == 0 ? float.NaN : figures[(int)Math.Round(share * (figures.Length - 1))];
    }
}
