using DoorFace.Core.Imaging;

namespace DoorFace.Device.Camera;

/// <summary>Frames whose size only the pictures themselves tell, kept as long as it and the format stay the same.</summary>
internal sealed class RecordingPool
{
    private readonly object _lock = new();
    private FramePool? _pool;
    private (FrameFormat Format, int Width, int Height) _kind;

    public Frame Rent(FrameFormat format, int width, int height)
    {
        lock (_lock)
        {
            if (_pool is null || _kind != (format, width, height))
            {
                _pool = new FramePool(format, width, height);
                _kind = (format, width, height);
            }

            return _pool.Rent();
        }
    }
}
