using DoorFace.Core.Imaging;
using DoorFace.Device.Camera;
using DoorFace.Device.Camera.V4l2;
using DoorFace.Host.Settings;

namespace DoorFace.Host.Cameras;

/// <summary>Which camera the settings mean.</summary>
public static class CameraChoice
{
    /// <summary>A camera that was not started.</summary>
    /// <param name="settings">Checked.</param>
    /// <param name="decoder">For cameras and recordings that give JPEG.</param>
    /// <param name="time">Stamps frames, and paces a recording.</param>
    public static ICamera Create(CameraSettings settings, IImageDecoder decoder, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (settings.Path.Length == 0)
        {
            return new RpicamCamera(
                new RpicamOptions
                {
                    Camera = settings.Number,
                    Width = settings.Width,
                    Height = settings.Height,
                    FramesPerSecond = settings.FrameRate,
                    Rotation = settings.UpsideDown ? 180 : 0,
                    Crop = CropText.Parse(settings.Crop),
                    ExposureCompensation = settings.ExposureCompensation,
                    Shutter = settings.Shutter > TimeSpan.Zero ? settings.Shutter : null,
                    Gain = settings.Gain > 0 ? settings.Gain : null,
                    Denoise = settings.Denoise,
                },
                time);
        }

        if (V4l2Options.IsDevice(settings.Path))
        {
            return new V4l2Camera(
                new V4l2Options { Device = settings.Path, Width = settings.Width, Height = settings.Height, FramesPerSecond = settings.FrameRate }, decoder, time);
        }

        return new RecordedCamera(
            Recordings.Open(settings.Path, decoder).Frames,
            new RecordedCameraOptions { FramesPerSecond = settings.FrameRate, Loop = settings.Loop, Pace = settings.Pace },
            time);
    }

    /// <summary>Whether it replays still pictures, which are the same frame after frame.</summary>
    public static bool IsOfStills(CameraSettings settings, IImageDecoder decoder)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return settings.Path.Length > 0 && !V4l2Options.IsDevice(settings.Path) && Recordings.Open(settings.Path, decoder).Stills;
    }
}
