using System.Runtime.InteropServices;
using DoorFace.Core.Biometrics;
using DoorFace.Core.Imaging;

namespace DoorFace.Simulator.Camera;

/// <summary>
/// Turns one photograph into what the door's camera would see of the person in it walking up: frames of 640x480 in which the face grows,
/// moves, tilts, blurs, and changes in light and noise. The same seed gives the same bytes. Not safe for several threads.
/// </summary>
public sealed class WalkUpGenerator
{
    private const double WidthToFill = 0.85 * SimulatedSensor.Width;

    private readonly ImagePyramid _photo;
    private readonly TurningHead? _head;
    private readonly WalkPath _path;
    private readonly SimulatedSensor _sensor;
    private readonly double _middleX;
    private readonly double _middleY;
    private readonly double _faceHeight;
    private HeadAngle _angle;
    private ImagePyramid _turned;

    /// <param name="photo">The photograph, Rgba32; it is copied and stays the caller's.</param>
    /// <param name="people">The faces that walk up, side by side as in the photograph; at least one.</param>
    /// <param name="bystanders">Other faces in the photograph, which are taken out of it.</param>
    /// <param name="options">How they walk.</param>
    /// <param name="head">The head that turns, of one of the people; needed when the options have turns.</param>
    /// <exception cref="ArgumentException">No people, a face that is not in the photograph, or turns without a head.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public WalkUpGenerator(Frame photo, IReadOnlyList<FaceBox> people, IReadOnlyList<FaceBox> bystanders, WalkUpOptions options, TurningHead? head = null)
    {
        ArgumentNullException.ThrowIfNull(photo);
        ArgumentNullException.ThrowIfNull(people);
        ArgumentNullException.ThrowIfNull(bystanders);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        if (people.Count == 0)
        {
            throw new ArgumentException("Nobody walks up: give at least one face.", nameof(people));
        }

        foreach (var face in people.Where(face => !IsIn(photo, face)))
        {
            throw new ArgumentException($"The face {face} is not in the photograph of {photo.Width}x{photo.Height}.", nameof(people));
        }

        if (options.Turns.Count > 0 && head is null)
        {
            throw new ArgumentException("There are turns and no head that turns: give its landmarks.", nameof(head));
        }

        var (left, right) = (people.Min(face => face.Left), people.Max(face => face.Right));
        var (top, bottom) = (people.Min(face => face.Top), people.Max(face => face.Bottom));
        (_middleX, _middleY) = ((left + right) / 2, (top + bottom) / 2);
        _faceHeight = people.Max(face => face.Height);
        _photo = _turned = Prepare(photo, people, bystanders);
        _head = head;
        _path = new WalkPath(options, _faceHeight * WidthToFill / (right - left));
        _sensor = new SimulatedSensor(options.Seed, options.NoiseLevels);
        FrameCount = options.ApproachFrames + options.StandFrames;
    }

    /// <summary>Frames of the whole walk.</summary>
    public int FrameCount { get; }

    /// <summary>The whole walk, each frame a new one that the caller disposes.</summary>
    public IEnumerable<Frame> Frames() => Enumerable.Range(0, FrameCount).Select(Render);

    private static bool IsIn(Frame photo, FaceBox face) =>
        face.Width >= 1 && face.Height >= 1
        && face.CenterX >= 0 && face.CenterX < photo.Width && face.CenterY >= 0 && face.CenterY < photo.Height;

    private static ImagePyramid Prepare(Frame photo, IReadOnlyList<FaceBox> people, IReadOnlyList<FaceBox> bystanders)
    {
        var pixels = MemoryMarshal.Cast<byte, uint>(photo.Pixels).ToArray();
        var eraser = new FaceEraser(pixels, photo.Width, photo.Height);
        foreach (var bystander in bystanders)
        {
            eraser.Erase(bystander, people);
        }

        return new ImagePyramid(pixels, photo.Width, photo.Height);
    }

    private Frame Render(int index)
    {
        var pose = _path.At(index);
        // Pixels of the photograph to one of the frame, along the frame's rows and across them.
        var scale = _faceHeight / pose.FaceHeight;
        var (across, down) = (scale * Math.Cos(pose.Roll), scale * Math.Sin(pose.Roll));
        var detail = (int)Math.Round(ImagePyramid.Octave * (Math.Max(Math.Log2(scale), 0) + pose.Defocus));
        var (stepX, stepY) = (Fixed(across), Fixed(-down));
        var seen = PhotoAt(_path.AngleAt(index));
        return _sensor.Take(index, pose.Gain, pose.Smear, (row, pixels) =>
        {
            var (x, y) = (0.5 - pose.CenterX, row + 0.5 - pose.CenterY);
            var photoX = _middleX + (across * x) + (down * y) - 0.5;
            var photoY = _middleY - (down * x) + (across * y) - 0.5;
            seen.SampleLine(pixels, Fixed(photoX), Fixed(photoY), stepX, stepY, detail);
        });
    }

    /// <summary>The photograph with the head turned. Most frames have it as the frame before.</summary>
    private ImagePyramid PhotoAt(HeadAngle angle)
    {
        if (angle != _angle)
        {
            (_angle, _turned) = (angle, angle == default ? _photo : _head!.Turn(_photo, angle));
        }

        return _turned;
    }

    private static long Fixed(double value) => (long)Math.Round(value * ImagePyramid.One);
}
