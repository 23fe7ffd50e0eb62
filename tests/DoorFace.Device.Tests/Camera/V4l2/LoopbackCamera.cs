using DoorFace.Device.Camera.V4l2;

namespace DoorFace.Device.Tests.Camera.V4l2;

/// <summary>A camera of the module v4l2loopback, which gives what is written into it. scripts/hil.sh loads it in a virtual machine.</summary>
internal sealed class LoopbackCamera : IDisposable
{
    private const uint VideoOutput = 2;

    private readonly V4l2Device _device;

    // A frame is what one call writes.
    private readonly FileStream _frames;

    private LoopbackCamera(string path)
    {
        _device = new V4l2Device(path);
        _frames = new FileStream(_device.File, FileAccess.Write, bufferSize: 0);
    }

    public V4l2Options Options => new() { Device = _device.Path };

    /// <summary>The camera, giving JPEGs of 640x480. Skips the test where there is none.</summary>
    public static LoopbackCamera OfJpegs()
    {
        var listed = V4l2Devices.List().FirstOrDefault(device => device.Driver == "v4l2 loopback");
        Assert.SkipUnless(listed is not null, "There is no camera of the module v4l2loopback; scripts/hil.sh runs this test where there is.");
        var camera = new LoopbackCamera(listed!.Path);
        var format = new V4l2PixelFormat { Type = VideoOutput, Width = 640, Height = 480, PixelFormat = (uint)V4l2Format.Mjpg, Field = 1 };
        camera._device.Ask(V4l2Requests.SetFormat, ref format, "take the format that it is to give");
        // It offers a format once it has been given a frame; a start makes that one look longer than it is, so it is none.
        camera.Give(0);
        return camera;
    }

    /// <summary>Gives a frame to whoever reads.</summary>
    public void Give(params byte[] frame) => _frames.Write(frame);

    public void Dispose()
    {
        _frames.Dispose();
        _device.Dispose();
    }
}
