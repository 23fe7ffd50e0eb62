using DoorFace.Core.Imaging;
using DoorFace.Device.Camera;
using DoorFace.Device.Camera.V4l2;
using DoorFace.Host.Settings;

namespace DoorFace.Host.Cameras;

/// <summary>Which camera the settings mean.</summary>
public static class CameraChoice
{
    /// <summary>A camera that was not started, whose pictures are upright.</summary>
    /// <param name="settings">Checked.</param>
    /// <param name="decoder">For cameras and recordings that give JPEG.</param>
    /// <param name="time">Stamps frames, and paces a recording.</param>
    public static ICamera Create(CameraSettings settings, IImageDecoder decoder, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(settings);
        // The Pi's camera turns by a half itself, for nothing.
        var byItself = settings.Path.Length == 0 && settings.Turn == 180 ? 180 : 0;
        var rest = settings.Turn - byItself;
        return Turned(AsItHangs(settings, byItself, rest, decoder, time), rest);
    }

    /// <summary>A camera whose pictures are turned clockwise by 0, 90, 180 or 270 degrees.</summary>
    public static ICamera Turned(ICamera camera, int degrees) => degrees == 0 ? camera : new TurnedCamera(camera, degrees);

    /// <summary>Whether it replays still pictures, which are the same frame after frame.</summary>
    public static bool IsOfStills(CameraSettings settings, IImageDecoder decoder)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return IsRecording(settings) && Recordings.Open(settings.Path, decoder).Stills;
    }

    /// <summary>Whether it replays a recording as fast as it is looked at, by a time of its own.</summary>
    public static bool HasOwnTime(CameraSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return IsRecording(settings) && settings.Pace == ReplayPace.Fastest;
    }

    private static bool IsRecording(CameraSettings settings) => settings.Path.Length > 0 && !V4l2Options.IsDevice(settings.Path);

    // The camera is to turn its pictures by itself by so much; they are turned by the rest after the wanted part was cut out.
    private static ICamera AsItHangs(CameraSettings settings, int byItself, int rest, IImageDecoder decoder, TimeProvider time)
    {
        if (settings.Path.Length == 0)
        {
            return new RpicamCamera(
                new RpicamOptions
                {
                    Camera = settings.Number,
                    Width = settings.Width,
                    Height = settings.Height,
                    FramesPerSecond = settings.FrameRate,
                    Rotation = byItself,
                    Crop = CropText.Parse(settings.Crop)?.BeforeTurn(rest),
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
}
