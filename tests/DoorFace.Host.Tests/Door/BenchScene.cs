using DoorFace.Core.Imaging;

namespace DoorFace.Host.Tests.Door;

/// <summary>What is before the bench's camera.</summary>
internal sealed class BenchScene
{
    public const int Width = 640;
    public const int Height = 480;

    private IReadOnlyList<byte[]> _pictures = [];
    private int _next;
    private int _asked;

    /// <summary>The camera gives no more frames.</summary>
    public volatile bool Stalls;

    /// <summary>How the picture of the empty room is.</summary>
    public PictureCondition Picture { get; set; }

    /// <summary>How often the camera was asked for a frame: once more means that the one before was looked at.</summary>
    public int Asked => Volatile.Read(ref _asked);

    /// <summary>Shows pictures, Rgba32 of the camera's size, one after the other and again from the first; none for the empty room.</summary>
    public void Show(IReadOnlyList<byte[]> pictures)
    {
        lock (this)
        {
            (_pictures, _next) = (pictures, 0);
        }
    }

    public void Ask() => Interlocked.Increment(ref _asked);

    public byte[]? Next()
    {
        lock (this)
        {
            return _pictures.Count == 0 ? null : _pictures[_next++ % _pictures.Count];
        }
    }
}
