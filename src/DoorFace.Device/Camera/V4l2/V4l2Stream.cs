using System.Runtime.CompilerServices;
using DoorFace.Device.Kernel;

namespace DoorFace.Device.Camera.V4l2;

/// <summary>
/// A camera's stream over buffers that are shared with its driver. Disposing stops it, zeroes the buffers and gives them back: a face does not stay in
/// them. What a driver keeps besides, such as the buffers of the USB bus, is out of reach: it is overwritten by the next picture, and freed when
/// the device is closed.
/// </summary>
internal sealed unsafe class V4l2Stream : IDisposable
{
    private const int Wanted = 4;
    private const int Least = 2;

    private readonly V4l2Device _device;
    private readonly byte*[] _addresses = new byte*[Wanted];
    private readonly int[] _lengths = new int[Wanted];
    private int _mapped;

    /// <param name="device">Set to a mode; the caller disposes it afterwards.</param>
    /// <exception cref="CameraException">It is busy or gone, or there is no room.</exception>
    public V4l2Stream(V4l2Device device)
    {
        _device = device;
        try
        {
            var count = Request(Wanted);
            if (count < Least)
            {
                throw V4l2Faults.Of(device.Path, "make buffers", Errno.NoMemory);
            }

            for (var index = 0u; index < count; index++)
            {
                Map(index);
                Queue(index);
            }

            var type = V4l2Requests.VideoCapture;
            device.Ask(V4l2Requests.StreamOn, ref type, "start");
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The oldest filled buffer; false when there is none yet. It is to be queued again.</summary>
    /// <exception cref="CameraException">The device is gone or failed.</exception>
    public bool TryDequeue(out V4l2Buffer buffer)
    {
        buffer = new V4l2Buffer { Type = V4l2Requests.VideoCapture, Memory = V4l2Requests.MappedMemory };
        return SystemCalls.Control(_device.File, V4l2Requests.DequeueBuffer, ref buffer) switch
        {
            0 => true,
            Errno.TryAgain => false,
            var error => throw V4l2Faults.Of(_device.Path, "give a frame", error),
        };
    }

    /// <summary>
    /// The newest filled buffer, and how many older ones were given back unseen for it; false when there is none yet. It is to be queued again.
    /// </summary>
    /// <exception cref="CameraException">The device is gone or failed.</exception>
    public bool TryDequeueNewest(out V4l2Buffer newest, out int passedOver)
    {
        passedOver = 0;
        if (!TryDequeue(out newest))
        {
            return false;
        }

        // No more than there are: a driver that fills them as fast as they come back does not keep the thread here.
        while (passedOver < Wanted && TryDequeue(out var newer))
        {
            Queue(newest.Index);
            newest = newer;
            passedOver++;
        }

        return true;
    }

    /// <summary>What the driver wrote into a buffer, until it is queued again.</summary>
    public ReadOnlySpan<byte> Content(in V4l2Buffer buffer) =>
        new(_addresses[buffer.Index], Math.Clamp(buffer.BytesUsed, 0, _lengths[buffer.Index]));

    /// <summary>Gives a buffer to the driver to be filled.</summary>
    /// <exception cref="CameraException">The device is gone or failed.</exception>
    public void Queue(uint index)
    {
        var buffer = NewBuffer(index);
        _device.Ask(V4l2Requests.QueueBuffer, ref buffer, "take a buffer");
    }

    public void Dispose()
    {
        // Whether or not the device is still there to hear it.
        var type = V4l2Requests.VideoCapture;
        _ = SystemCalls.Control(_device.File, V4l2Requests.StreamOff, ref type);
        for (; _mapped > 0; _mapped--)
        {
            var address = _addresses[_mapped - 1];
            var length = _lengths[_mapped - 1];
            Unsafe.InitBlockUnaligned(address, 0, (uint)length);
            SystemCalls.Unmap(address, length);
        }

        var none = NewRequest(0);
        _ = SystemCalls.Control(_device.File, V4l2Requests.RequestBuffers, ref none);
    }

    private uint Request(uint count)
    {
        var request = NewRequest(count);
        _device.Ask(V4l2Requests.RequestBuffers, ref request, "make buffers");
        return Math.Min(request.Count, count);
    }

    private void Map(uint index)
    {
        var buffer = NewBuffer(index);
        _device.Ask(V4l2Requests.QueryBuffer, ref buffer, "show a buffer");
        var error = SystemCalls.Map(_device.File, buffer.Length, buffer.Offset, out var address);
        if (error != 0)
        {
            throw V4l2Faults.Of(_device.Path, "share a buffer", error);
        }

        _addresses[_mapped] = address;
        _lengths[_mapped] = buffer.Length;
        _mapped++;
    }

    private static V4l2BufferRequest NewRequest(uint count) =>
        new() { Count = count, Type = V4l2Requests.VideoCapture, Memory = V4l2Requests.MappedMemory };

    private static V4l2Buffer NewBuffer(uint index) =>
        new() { Index = index, Type = V4l2Requests.VideoCapture, Memory = V4l2Requests.MappedMemory };
}
