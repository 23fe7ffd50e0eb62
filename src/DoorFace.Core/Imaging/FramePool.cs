using System.Collections.Concurrent;

namespace DoorFace.Core.Imaging;

/// <summary>Pinned frame buffers of one size, zeroed when they come back. Safe to use from several threads.</summary>
public sealed class FramePool(FrameFormat format, int width, int height)
{
    private readonly ConcurrentBag<byte[]> _free = [];
    private readonly int _size = Frame.SizeInBytes(format, width, height);

    /// <summary>A black frame; dispose it to give the buffer back.</summary>
    public Frame Rent()
    {
        // Pinned, so that the collector never leaves a copy of a face behind when it compacts.
        var pixels = _free.TryTake(out var free) ? free : GC.AllocateArray<byte>(_size, pinned: true);
        return new Frame(format, width, height, pixels, this);
    }

    internal void Return(byte[] pixels) => _free.Add(pixels);
}
