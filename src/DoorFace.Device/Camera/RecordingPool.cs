using DoorFace.Core.Imaging;

namespace DoorFace.Device.Camera;

/// <summary>The frames of a recording, kept from one round to the next as long as they are of one size.</summary>
/// <param name="format">Of all of them.</param>
internal sealed class RecordingPool(FrameFormat format)
{
    private readonly object _lock = new();
    private FramePool? _pool;
    private (int Width, int Height) _size;

    public Frame Rent(int width, int height)
    {
        lock (_lock)
        {
            if (_pool is null || _size != (width, height))
            {
                _pool = new FramePool(format, width, height);
                _size = (width, height);
            }

            return _pool.Rent();
        }
    }
}
