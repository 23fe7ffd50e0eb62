using DoorFace.Core.Imaging;
using DoorFace.Core.Time;

namespace DoorFace.Host.Recognition;

/// <summary>Counts what the camera gives. Written by recognition, read by whoever asks for the status; counting allocates nothing.</summary>
public sealed class CameraMeter
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private MonotonicInstant _windowStart;
    private int _came;
    private int _looked;
    private int _turnedViews;
    private long _frames;
    private (FrameFormat Format, int Width, int Height)? _picture;
    private (double Came, double Looked) _rates;
    private (long Dropped, double Brightness, PictureCondition Condition, long Starts) _now;

    public void Started()
    {
        lock (_lock)
        {
            (_windowStart, _came, _looked, _rates, _picture) = (default, 0, 0, default, null);
            _now = (0, 0, PictureCondition.Good, _now.Starts + 1);
            _turnedViews = 0;
        }
    }

    public void Came(Frame frame, LumaGrid grid, PictureCondition condition, long dropped)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(grid);
        lock (_lock)
        {
            if (_picture is null)
            {
                _windowStart = frame.CapturedAt;
            }
            else if (frame.CapturedAt - _windowStart is var span && span >= Window)
            {
                _rates = (_came / span.TotalSeconds, _looked / span.TotalSeconds);
                (_windowStart, _came, _looked) = (frame.CapturedAt, 0, 0);
            }

            _came++;
            _frames++;
            _picture = (frame.Format, frame.Width, frame.Height);
            (_now.Dropped, _now.Brightness, _now.Condition) = (dropped, grid.Mean, condition);
        }
    }

    public void Looked()
    {
        lock (_lock)
        {
            _looked++;
        }
    }

    /// <summary>A face was seen.</summary>
    /// <param name="turned">Whether it was turned in the picture.</param>
    public void Saw(bool turned)
    {
        lock (_lock)
        {
            _turnedViews = turned ? Math.Min(_turnedViews, int.MaxValue - 1) + 1 : 0;
        }
    }

    public CameraStatus Read()
    {
        lock (_lock)
        {
            var picture = _picture is { } p ? $"{p.Format} {p.Width} x {p.Height}" : null;
            return new CameraStatus(picture, _frames, _rates.Came, _rates.Looked, _now.Dropped, _now.Brightness, _now.Condition, _now.Starts, _turnedViews);
        }
    }
}
