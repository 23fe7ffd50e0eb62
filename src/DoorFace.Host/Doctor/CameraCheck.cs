using System.Globalization;
using DoorFace.Core.Imaging;
using DoorFace.Device.Camera;
using DoorFace.Device.Camera.V4l2;
using DoorFace.Host.Recognition;
using DoorFace.Host.Settings;

namespace DoorFace.Host.Doctor;

/// <summary>Whether the running service gets good frames; without it, whether the camera is there. It takes no frame itself.</summary>
internal sealed class CameraCheck : ICheck
{
    private const string LookAtCable = "Look at the camera's cable and at 'journalctl -u doorface'.";

    // Of somebody who bends down there are fewer.
    private const int ManyViews = 30;

    public string Name => "camera";

    public void Run(ExaminedUnit unit, Findings findings)
    {
        if (unit.Service.Status is { } status)
        {
            Judge(status.CameraOn, status.Camera, findings);
        }
        else if (unit.Service.IsStopped)
        {
            LookFor(unit.Settings.Camera, findings);
        }
        else
        {
            findings.Warn("Whether frames come cannot be told: the service could not be asked.", ServiceCheck.AskAsAdministrator);
        }
    }

    private static void Judge(bool on, CameraStatus camera, Findings findings)
    {
        if (!on)
        {
            findings.Fail("The camera is off: the service cannot look at faces.", LookAtCable);
        }
        else if (camera.Picture is null || camera.FramesPerSecond <= 0)
        {
            findings.Fail("The camera is on, but no frame comes.", LookAtCable);
        }
        else
        {
            var found = string.Create(
                CultureInfo.InvariantCulture, $"{camera.Picture}, {camera.FramesPerSecond:0.0} frames a second, brightness {camera.Brightness:0} of 255: {camera.Condition}.");
            switch (camera.Condition)
            {
                case PictureCondition.Good when camera.TurnedViews >= ManyViews:
                    findings.Fail(
                        $"{found} The faces of the last {camera.TurnedViews} views were turned in the picture: the camera seems to be turned, and nobody is let in.",
                        "Set Camera:Rotation, or turn the camera; 'doorface camera snapshot' says how faces are seen.");
                    break;
                case PictureCondition.Good:
                    findings.Pass(found);
                    break;
                case PictureCondition.TooDark:
                    findings.Warn(found, "Give the entrance more light, or the camera more exposure.");
                    break;
                default:
                    findings.Fail(found, "Uncover and clean the lens, and turn it away from lights; 'doorface camera snapshot' shows what it sees.");
                    break;
            }
        }
    }

    private static void LookFor(CameraSettings camera, Findings findings)
    {
        try
        {
            if (camera.Path.Length == 0)
            {
                LookForPiCamera(camera.Number, findings);
            }
            else if (V4l2Options.IsDevice(camera.Path))
            {
                var device = V4l2Devices.Find(camera.Path);
                if (device.Problem is { } problem)
                {
                    findings.Fail($"{device} cannot be used: {problem}", "See 'doorface camera list'.");
                }
                else
                {
                    findings.Pass($"{device} is there; no frame was taken.");
                }
            }
            else if (Path.Exists(camera.Path))
            {
                findings.Pass($"No camera is wanted: the recording '{camera.Path}' is replayed, and it is there.");
            }
            else
            {
                findings.Fail($"There is no recording '{camera.Path}'.", "Give the path of a file or folder that exists, or of a camera.");
            }
        }
        catch (CameraException fault)
        {
            findings.Fail(fault.Message, "See 'doorface camera list' and set Camera:Path or Camera:Number.");
        }
    }

    private static void LookForPiCamera(int number, Findings findings)
    {
        var cameras = RpicamProgram.List();
        if (cameras.FirstOrDefault(camera => camera.Index == number) is { } found)
        {
            findings.Pass($"The Pi's camera {number}, {found.Model}, is there; no frame was taken.");
        }
        else
        {
            findings.Fail(
                cameras.Count == 0
                    ? $"There is no Pi camera {number}: none is connected, or rpicam-vid is missing."
                    : $"There is no Pi camera {number}; there is {string.Join(", ", cameras.Select(camera => $"{camera.Index} ({camera.Model})"))}.",
                "Look at the ribbon cable and install the package rpicam-apps, or set Camera:Path to a USB camera that 'doorface camera list' shows.");
        }
    }
}
