using System.Globalization;
using DoorFace.Core.Enrollment;

namespace DoorFace.Host.Commands;

/// <summary>What to tell a person whose capture was refused: what is wrong, and what to do.</summary>
internal static class CaptureAdvice
{
    /// <summary>One sentence that begins with a small letter and ends in a full stop.</summary>
    public static string For(CaptureFault fault) => string.Create(CultureInfo.InvariantCulture, $"{fault.Reason switch
    {
        CaptureRefusal.NoFace => "no face was found; use a sharp, bright picture that shows the whole face.",
        CaptureRefusal.SeveralFaces => $"{fault.Found:0} faces were found; crop the picture to the resident alone.",
        CaptureRefusal.FaceTooSmall => $"the face is {fault.Found:0} pixels wide, at least {fault.Limit:0} are needed; take the picture from nearer.",
        CaptureRefusal.CutOff => $"only {fault.Found:P0} of the face is in the picture, at least {fault.Limit:P0} is needed; move it to the middle.",
        CaptureRefusal.NotUpright =>
            $"the face is not upright in the picture (uprightness {fault.Found:0.00}, at least {fault.Limit:0.00} is needed); turn the picture or the camera, and hold the head straight.",
        CaptureRefusal.NotFrontal => $"the face is turned away (frontality {fault.Found:0.00}, at least {fault.Limit:0.00} is needed); look at the camera.",
        CaptureRefusal.TooDark => $"the face is too dark (brightness {fault.Found:0} of 255, at least {fault.Limit:0} is needed); put light on it from the front.",
        CaptureRefusal.TooBright when fault.Limit <= 1 =>
            $"{fault.Found:P0} of the face is over-exposed, at most {fault.Limit:P0} may be; keep lamps and sun off it.",
        CaptureRefusal.TooBright => $"the face is too bright (brightness {fault.Found:0} of 255, at most {fault.Limit:0} is good); keep lamps and sun off it.",
        CaptureRefusal.LowContrast =>
            $"the face is too flat (contrast {fault.Found:0.0}, at least {fault.Limit:0.0} is needed); wipe the lens, and avoid fog and light behind the face.",
        CaptureRefusal.Blurred => $"the face is blurred (sharpness {fault.Found:0.000}, at least {fault.Limit:0.000} is needed); hold still, and check the focus.",
        CaptureRefusal.FaceCovered =>
            $"mouth and nose are covered (covering {fault.Found:0.00}, at most {fault.Limit:0.00} is allowed); take off what covers mouth and nose: mask, scarf, hand.",
        CaptureRefusal.EyesHidden =>
            $"the eyes are closed or covered (found {fault.Found:0.00}, at least {fault.Limit:0.00} is needed); take off sunglasses, and open the eyes.",
        CaptureRefusal.NotLive => $"this looks like a picture of a face (liveness {fault.Found:0.00}, at least {fault.Limit:0.00} is needed); the resident must come in person.",
        CaptureRefusal.PoseTooAlike => $"this is the same view as before (distance {fault.Found:0.00}, at least {fault.Limit:0.00} is needed); turn the head a little.",
        CaptureRefusal.AnotherPerson => $"this is not the person of the other pictures (score {fault.Found:0.000}, at least {fault.Limit:0.000} is needed).",
        CaptureRefusal.SamePicture => $"this is the same picture as one before it, or a copy of it (score {fault.Found:0.000}, at most {fault.Limit:0.000} of another); leave it out, or take another.",
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault.Reason, "Unknown reason."),
    }}");
}
