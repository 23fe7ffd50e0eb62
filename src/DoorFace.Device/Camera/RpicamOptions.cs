using System.Globalization;

namespace DoorFace.Device.Camera;

/// <summary>What is asked of a Raspberry Pi's camera.</summary>
public sealed record RpicamOptions
{
    // The Pi's image processor pads each row of YUV 4:2:0 to 64 bytes (bcm2835-isp; the Pi 5's does not need more), and rpicam-vid writes the buffer
    // as it lies, gaps and all, without a word of the stride (EncodeBuffer and NullEncoder of rpicam-apps). Without gaps there is nothing to guess.
    public const int RowUnit = 64;

    /// <summary>Which camera, from 0, as `rpicam-hello --list-cameras` counts.</summary>
    public int Camera { get; init; }

    /// <summary>Pixels in a row: a multiple of 64, up to 4096.</summary>
    public int Width { get; init; } = 640;

    /// <summary>Rows: even, 64 to 4096.</summary>
    public int Height { get; init; } = 480;

    /// <summary>Frames a second, above 0 and at most 120. The exposure takes no longer than one frame.</summary>
    public double FramesPerSecond { get; init; } = 15;

    /// <summary>By how many degrees the picture is turned: 0 or 180, which cost nothing; <see cref="TurnedCamera"/> does the rest.</summary>
    public int Rotation { get; init; }

    /// <summary>The part of what the sensor gives, turned as <see cref="Rotation"/> says, that fills the picture; null for all. Of other proportions than the picture it is stretched.</summary>
    public CropRegion? Crop { get; init; }

    /// <summary>How much brighter than the camera would expose by itself, in stops, -8 to 8; null for neither.</summary>
    public double? ExposureCompensation { get; init; }

    /// <summary>A fixed exposure time, up to a second; null for automatic.</summary>
    public TimeSpan? Shutter { get; init; }

    /// <summary>A fixed gain, 1 to 64; null for automatic.</summary>
    public double? Gain { get; init; }

    /// <summary>How much is done against noise.</summary>
    public RpicamDenoise Denoise { get; init; } = RpicamDenoise.Fast;

    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range; the message says which.</exception>
    internal void Validate()
    {
        Require(Camera is >= 0 and <= 255, nameof(Camera), Camera, "0 to 255");
        Require(Width is >= RowUnit and <= 4096 && Width % RowUnit == 0, nameof(Width), Width, "a multiple of 64, up to 4096: other rows come with gaps");
        Require(Height is >= 64 and <= 4096 && Height % 2 == 0, nameof(Height), Height, "even, 64 to 4096");
        Require(FramesPerSecond is > 0 and <= 120, nameof(FramesPerSecond), FramesPerSecond, "above 0 and at most 120");
        Require(Rotation is 0 or 180, nameof(Rotation), Rotation, "0 or 180");
        Require(
            Crop is not { } crop || (crop is { X: >= 0, Y: >= 0, Width: > 0, Height: > 0 } && crop.X + crop.Width <= 1 && crop.Y + crop.Height <= 1),
            nameof(Crop), Crop, "a region within 0 to 1");
        Require(ExposureCompensation is null or (>= -8 and <= 8), nameof(ExposureCompensation), ExposureCompensation, "-8 to 8");
        Require(Shutter is null || (Shutter >= TimeSpan.FromMicroseconds(1) && Shutter <= TimeSpan.FromSeconds(1)), nameof(Shutter), Shutter, "a microsecond to a second");
        Require(Gain is null or (>= 1 and <= 64), nameof(Gain), Gain, "1 to 64");
        Require(Enum.IsDefined(Denoise), nameof(Denoise), Denoise, "one of its names");
    }

    /// <summary>The same in the words of rpicam-vid, and of libcamera-vid, which it was called before.</summary>
    internal IEnumerable<string> Arguments()
    {
        // Without a time limit, without a window, each frame written at once.
        List<string> arguments =
        [
            "--codec", "yuv420", "-o", "-", "--timeout", "0", "--nopreview", "--flush", "--camera", Text(Camera), "--width", Text(Width),
            "--height", Text(Height), "--framerate", Text(FramesPerSecond), "--denoise", DenoiseName(),
        ];
        Add(Rotation != 0, "--rotation", Text(Rotation));
        Add(Crop is not null, "--roi", string.Join(',', new[] { Crop?.X, Crop?.Y, Crop?.Width, Crop?.Height }.Select(Text)));
        // Joined by a sign, for a negative number alone would be read as an option.
        Add(ExposureCompensation is not null, "--ev=" + Text(ExposureCompensation));
        Add(Shutter is not null, "--shutter", Text(Shutter?.TotalMicroseconds));
        Add(Gain is not null, "--gain", Text(Gain));
        return arguments;

        void Add(bool wanted, params IEnumerable<string> words) => arguments.AddRange(wanted ? words : []);
    }

    private string DenoiseName() => Denoise switch
    {
        RpicamDenoise.Off => "cdn_off",
        RpicamDenoise.Fast => "cdn_fast",
        _ => "cdn_hq",
    };

    private static string Text(double? number) => string.Create(CultureInfo.InvariantCulture, $"{number:0.######}");

    private static void Require(bool valid, string name, object? value, string range)
    {
        if (!valid)
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be {range}.");
        }
    }
}
