using DoorFace.Core.Biometrics;
using DoorFace.Core.Enrollment;

namespace DoorFace.Core.Tests.Enrollment;

/// <summary>What the vision says of a capture with which nothing is wrong.</summary>
internal static class Captures
{
    public static FaceObservation GoodFace { get; } = new(new FaceBox(0, 0, 120, 150), 0.9f, 0.9f, 0.9f, 1, 0, 0.1f);

    public static CaptureQuality GoodQuality { get; } = new(
        new HeadPose(0, 0), Visible: 1, Brightness: 128, Overexposed: 0, Contrast: 40, Sharpness: 0.5f, EyeOpenness: 0.3f, EyeContrast: 0.8f);
}
