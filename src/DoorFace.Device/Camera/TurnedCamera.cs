using DoorFace.Core.Imaging;

namespace DoorFace.Device.Camera;

/// <summary>
/// A camera that hangs sideways or upside down, with its pictures turned upright. Only what is read is turned, on the reader's thread, into frames of a
/// pool: in steady state it allocates nothing, and each picture is zeroed as soon as it is turned.
/// </summary>
public sealed class TurnedCamera : ICamera
{
    private readonly ICamera _camera;
    private readonly int _degrees;
    private readonly RecordingPool _pool = new();

    /// <param name="camera">The camera; it becomes this one's own.</param>
    /// <param name="degrees">By how much its pictures are turned clockwise: 90, 180 or 270, or 0 for not at all.</param>
    /// <exception cref="ArgumentOutOfRangeException">The degrees are none of these.</exception>
    public TurnedCamera(ICamera camera, int degrees)
    {
        ArgumentNullException.ThrowIfNull(camera);
        if (!FrameTurn.IsPossible(degrees))
        {
            throw new ArgumentOutOfRangeException(nameof(degrees), degrees, "0, 90, 180 or 270 are possible.");
        }

        (_camera, _degrees) = (camera, degrees);
    }

    public long DroppedFrames => _camera.DroppedFrames;

    public Task StartAsync(CancellationToken cancellationToken) => _camera.StartAsync(cancellationToken);

    public Frame? Read(CancellationToken cancellationToken)
    {
        using var frame = _camera.Read(cancellationToken);
        if (frame is null)
        {
            return null;
        }

        var (format, width, height) = FrameTurn.Outcome(frame, _degrees);
        var turned = _pool.Rent(format, width, height);
        FrameTurn.Turn(frame, _degrees, turned);
        return turned;
    }

    public ValueTask DisposeAsync() => _camera.DisposeAsync();
}
