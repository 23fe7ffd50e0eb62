namespace DoorFace.Core.Enrollment;

/// <summary>
/// How good one picture of a face is, measured where the embedder looks: on the aligned face, in its resolution. What cannot be measured is not a
/// number, which no limit lets pass.
/// </summary>
/// <param name="Pose">Where the face looks.</param>
/// <param name="Visible">Share of the face that lies inside of the frame, 0..1.</param>
/// <param name="Brightness">Mean luma of the face, 0..255.</param>
/// <param name="Overexposed">Share of the face at the end of the scale, where it has no features, 0..1.</param>
/// <param name="Contrast">Standard deviation of the face's luma, 0..128.</param>
/// <param name="Sharpness">Fine detail in terms of the contrast, from 0: so that a flat light does not count as a blur.</param>
/// <param name="EyeOpenness">Height of the eyes' openings in terms of their widths, mean of both, from 0.</param>
/// <param name="EyeContrast">Standard deviation of the luma about an eye in terms of the face's, the lesser of both, from 0: low for what covers it.</param>
public readonly record struct CaptureQuality(
    HeadPose Pose, float Visible, float Brightness, float Overexposed, float Contrast, float Sharpness, float EyeOpenness, float EyeContrast)
{
    /// <summary>Of a face of which nothing can be measured: refused by every rule.</summary>
    public static CaptureQuality None { get; } =
        new(new HeadPose(float.NaN, float.NaN), 0, float.NaN, float.NaN, float.NaN, float.NaN, float.NaN, float.NaN);
}
