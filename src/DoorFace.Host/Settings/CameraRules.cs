using System.Globalization;
using DoorFace.Core.Imaging;
using DoorFace.Device.Camera;

namespace DoorFace.Host.Settings;

/// <summary>The settings of the camera, its picture, and how much it is looked at.</summary>
internal static class CameraRules
{
    public static IEnumerable<SettingRule> All =>
    [
        SettingRule.Text("Camera:Path", s => s.Camera.Path, "empty, a device such as /dev/video0, usb:NAME, or the path of a recording",
            "Empty for the Pi's camera. A device, or the name that doorface camera list shows, for a USB camera. An image, a folder of images, or a film (.y4m, .mjpeg, or what ffmpeg reads) is replayed."),
        SettingRule.Whole("Camera:Number", s => s.Camera.Number, 0, 3, "Which of the Pi's cameras."),
        SettingRule.Whole("Camera:Width", s => s.Camera.Width, 320, 1920, "Columns of the picture that is asked of the camera; even. A USB camera gives the nearest that it has. Turned by 90 or 270 degrees, they come out as rows."),
        SettingRule.Whole("Camera:Height", s => s.Camera.Height, 240, 1440, "Rows of that picture; even."),
        SettingRule.Number("Camera:FrameRate", s => s.Camera.FrameRate, 3, 60, "Frames a second that are asked of the camera; the Pi's starts slowly below 5."),
        new("Camera:Rotation", "0 or 90 or 180 or 270", "0", "By how many degrees the picture of any camera or recording is turned clockwise, so that people stand upright in it: 90 when their heads are on its left, 180 when they are below, 270 when they are on its right.",
            raw => int.TryParse(raw, NumberStyles.None, CultureInfo.InvariantCulture, out var degrees) && FrameTurn.IsPossible(degrees)),
        SettingRule.Flag("Camera:UpsideDown", s => s.Camera.UpsideDown, "The camera hangs upside down: the same as Camera:Rotation 180."),
        new("Camera:Crop", "empty, or left,top,width,height from 0 to 1", "", "The part of the turned picture of the Pi's camera that is used, such as 0.25,0.25,0.5,0.5.", raw => CropText.IsRegion(raw)),
        SettingRule.Number("Camera:ExposureCompensation", s => s.Camera.ExposureCompensation, -4, 4, "How much brighter or darker the Pi's camera exposes, in stops: brighter where people stand against the light."),
        SettingRule.Duration("Camera:Shutter", s => s.Camera.Shutter, TimeSpan.Zero, TimeSpan.FromSeconds(0.5), "A fixed exposure time of the Pi's camera; 0 for automatic."),
        SettingRule.Number("Camera:Gain", s => s.Camera.Gain, 0, 64, "A fixed gain of the Pi's camera, from 1; 0 for automatic."),
        SettingRule.Choice("Camera:Denoise", s => s.Camera.Denoise, "How the Pi's camera takes noise out of a picture."),
        SettingRule.Choice("Camera:Pace", s => s.Camera.Pace, "Whether a recording comes at the frame rate, or as fast as it is looked at."),
        SettingRule.Flag("Camera:Loop", s => s.Camera.Loop, "Begin again at the end of the recording; without it the program ends there."),
        SettingRule.Duration("Camera:FirstFrameTime", s => s.Camera.FirstFrameTime, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60), "A camera that has given no frame so long after its start has failed and is started again."),
        SettingRule.Duration("Camera:StallTime", s => s.Camera.StallTime, TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(60), "A camera that gives no frame for so long has failed and is started again."),
        SettingRule.Number("Picture:TooDarkBelow", s => s.Picture.TooDarkBelow, 4, 100, "Mean brightness, 0 to 255, below which the too-dark lamp lights."),
        SettingRule.Duration("Picture:FrozenTime", s => s.Picture.FrozenTime, TimeSpan.Zero, TimeSpan.FromMinutes(1), "A camera that gives the same bytes for so long hangs and is started again; 0 never. Recordings of still pictures are exempt."),
        SettingRule.Number("Attention:FrameRate", s => s.Attention.FrameRate, AttentionRules.LeastFrameRate, 1000, "At most so many frames a second are looked at; half or a quarter of them on a hot board, but no fewer than the least."),
        SettingRule.Duration("Attention:RecheckTime", s => s.Attention.RecheckTime, TimeSpan.Zero, TimeSpan.FromSeconds(10), "An unchanging scene is looked at this often; 0 looks at every frame."),
        SettingRule.Duration("Attention:HoldTime", s => s.Attention.HoldTime, TimeSpan.Zero, TimeSpan.FromSeconds(10), "Every frame is looked at for so long after a movement or a face."),
        SettingRule.Number("Attention:Difference", s => s.Attention.Difference, 2, 50, "By how much, of 255, a spot must get brighter or darker to count as a movement."),
    ];

    /// <summary>A sentence for each contradiction, with the keys, their values and what is allowed.</summary>
    public static IEnumerable<string> Contradictions(CameraSettings camera)
    {
        if (camera.StallTime.TotalSeconds * camera.FrameRate < 2)
        {
            yield return $"Camera:StallTime is {camera.StallTime}; allowed at Camera:FrameRate {camera.FrameRate} is at least the time of two frames: otherwise every camera would have failed.";
        }

        if (camera.Width % 2 != 0 || camera.Height % 2 != 0)
        {
            yield return $"Camera:Width is {camera.Width} and Camera:Height {camera.Height}; allowed are even numbers: two pixels share a colour.";
        }

        if (camera.Path.Length == 0 && camera.Width % RpicamOptions.RowUnit != 0)
        {
            yield return $"Camera:Width is {camera.Width}; allowed for the Pi's camera is a multiple of {RpicamOptions.RowUnit}, such as 640: its rows come without gaps then.";
        }

        if (camera.Gain is > 0 and < 1)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"Camera:Gain is {camera.Gain}; allowed is 0 for automatic, or from 1 on.");
        }

        if (camera.UpsideDown && camera.Rotation is not (0 or 180))
        {
            yield return $"Camera:UpsideDown is true and Camera:Rotation {camera.Rotation}; allowed with UpsideDown is 180, which says the same, or 0. Leave UpsideDown away.";
        }

        if (camera.Path.Length > 0 && (camera.Crop.Length > 0 || camera.ExposureCompensation != 0 || camera.Shutter != TimeSpan.Zero || camera.Gain != 0))
        {
            yield return $"Camera:Crop, ExposureCompensation, Shutter and Gain are of the Pi's camera; allowed with Camera:Path '{camera.Path}' is none of them.";
        }
    }
}
