namespace DoorFace.Simulator.Camera;

/// <summary>How a person walks up to the camera. The defaults are a calm walk of three seconds at 15 frames a second in an ordinary hall.</summary>
public sealed record WalkUpOptions
{
    /// <summary>The same seed gives the same bytes.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Frames of the approach, at least 2.</summary>
    public int ApproachFrames { get; init; } = 45;

    /// <summary>Frames of standing before the camera afterwards, at least 0.</summary>
    public int StandFrames { get; init; } = 15;

    /// <summary>The height of the face's box in the first frame, in pixels, at least 16. With several people, of the largest face.</summary>
    public double FirstFaceHeight { get; init; } = 60;

    /// <summary>
    /// The height of the face's box at the end, in pixels, at least <see cref="FirstFaceHeight"/> and at most 400.
    /// With several people it ends smaller when otherwise not all would fit into the frame.
    /// </summary>
    public double LastFaceHeight { get; init; } = 250;

    /// <summary>How far the person sways to either side, in heights of the face, 0 to 0.5.</summary>
    public double Sway { get; init; } = 0.12;

    /// <summary>How far the head tilts to either side, in degrees, 0 to 30.</summary>
    public double RollDegrees { get; init; } = 4;

    /// <summary>By how much the person leans over in the photograph, degrees clockwise; they walk upright. −180..180.</summary>
    public double LeanDegrees { get; init; }

    /// <summary>How far out of focus the picture gets, in octaves of resolution, 0 to 3.</summary>
    public double Defocus { get; init; } = 0.6;

    /// <summary>How far the exposure goes up and down, as a part of the whole, 0 to 0.5.</summary>
    public double ExposureSwing { get; init; } = 0.12;

    /// <summary>The deviation of the sensor's noise, in levels of 0..255, 0 to 20.</summary>
    public double NoiseLevels { get; init; } = 3;

    /// <summary>How the head is turned while the person stands, one angle after the other for equal parts of the time, 30 degrees at most; none for straight on.</summary>
    public IReadOnlyList<HeadAngle> Turns { get; init; } = [];

    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range; the message names it.</exception>
    internal void Validate()
    {
        Require(ApproachFrames, 2, int.MaxValue, nameof(ApproachFrames));
        Require(StandFrames, 0, int.MaxValue, nameof(StandFrames));
        Require(FirstFaceHeight, 16, 400, nameof(FirstFaceHeight));
        Require(LastFaceHeight, FirstFaceHeight, 400, nameof(LastFaceHeight));
        Require(Sway, 0, 0.5, nameof(Sway));
        Require(RollDegrees, 0, 30, nameof(RollDegrees));
        Require(LeanDegrees, -180, 180, nameof(LeanDegrees));
        Require(Defocus, 0, 3, nameof(Defocus));
        Require(ExposureSwing, 0, 0.5, nameof(ExposureSwing));
        Require(NoiseLevels, 0, 20, nameof(NoiseLevels));
        foreach (var turn in Turns)
        {
            Require(turn.Yaw, -HeadAngle.Most, HeadAngle.Most, nameof(Turns));
            Require(turn.Pitch, -HeadAngle.Most, HeadAngle.Most, nameof(Turns));
        }
    }

    private static void Require(double value, double least, double most, string name)
    {
        if (!(value >= least && value <= most))
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be from {least} to {most}.");
        }
    }
}
