using DoorFace.Vision;

namespace DoorFace.Host.Settings;

/// <summary>Every setting there is. A key that is not here is a spelling mistake and is refused.</summary>
public static class SettingRules
{
    public static IReadOnlyList<SettingRule> All { get; } =
    [
        SettingRule.Text("Camera:Path", s => s.Camera.Path, "an image file or a folder of images", "The recording that is replayed as the camera."),
        SettingRule.Number("Camera:FrameRate", s => s.Camera.FrameRate, 0.5, 60, "Frames a second."),
        SettingRule.Flag("Camera:Loop", s => s.Camera.Loop, "Begin again at the end of the recording; without it the program ends there."),
        SettingRule.Text("Models:Manifest", s => s.Models.Manifest, "a path, from the program's folder", "The manifest of the models; their files stand beside it."),
        SettingRule.Text("Storage:Database", s => s.Storage.Database, "a path; empty for the state folder", "The SQLite file of the residents."),
        SettingRule.Whole("Gpio:StrikeLine", s => s.Gpio.StrikeLine, 2, 27, "GPIO line (BCM number) of the strike relay; those of the Pi's header that are free."),
        SettingRule.Flag("Gpio:StrikeActiveLow", s => s.Gpio.StrikeActiveLow, "The relay switches on with a low level; only on GPIO 2 to 8, which the Pi pulls up."),
        SettingRule.OptionalNumber("Vision:MinimumDetectionScore", VisionOptions.LeastDetectionScore, VisionOptions.MostDetectionScore,
            "Detector score from which something is a face; when empty, the operating point in the manifest."),
        SettingRule.Number("Vision:NmsOverlap", s => s.Vision.NmsOverlap, VisionOptions.LeastNmsOverlap, VisionOptions.MostNmsOverlap,
            "Overlap from which two detections are one face."),
        SettingRule.Whole("Vision:Threads", s => s.Vision.Threads, 1, VisionOptions.MostThreads, "Threads of one inference."),
        SettingRule.Number("Identification:FalsePositiveRate", s => s.Identification.FalsePositiveRate, 1e-7, 0.01,
            "The chance that one attempt by a stranger matches any resident; sets the threshold."),
        SettingRule.Whole("Access:ProbeViews", s => s.Access.ProbeViews, 1, 10, "Views fused into one probe, all of which must agree (K)."),
        SettingRule.Whole("Access:WindowViews", s => s.Access.WindowViews, 1, 20, "Views that are kept (M); at least K."),
        SettingRule.Duration("Access:Window", s => s.Access.Window, TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(10), "Views older than this do not count."),
        SettingRule.Duration("Access:ViewSpacing", s => s.Access.ViewSpacing, TimeSpan.Zero, TimeSpan.FromSeconds(1), "Views closer together than this are skipped."),
        SettingRule.Number("Access:MinimumFaceWidth", s => s.Access.MinimumFaceWidth, 40, 400, "Smallest width of a face, pixels: how near one must come."),
        SettingRule.Number("Access:MinimumFrontality", s => s.Access.MinimumFrontality, 0, 1, "How straight one must look at the camera; 1 is frontal, 0 a profile."),
        SettingRule.Number("Access:LivenessThreshold", s => s.Access.LivenessThreshold, 0, 1, "Mean liveness score from which a face counts as live."),
        SettingRule.Choice("Access:SeveralFaces", s => s.Access.SeveralFaces, "Whether the nearest of several faces counts, or none."),
        SettingRule.Number("Access:NearestFactor", s => s.Access.NearestFactor, 1, 5, "How many times wider than the next the nearest face must be."),
        SettingRule.Duration("Access:RearmTime", s => s.Access.RearmTime, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(90),
            "A resident who stays in view is let in again after this; at least the unlock time and 2 s, and the window."),
        SettingRule.Number("Enrollment:MinimumFaceWidth", s => s.Enrollment.MinimumFaceWidth, 40, 400, "Smallest width of a face in a picture for enrolment, pixels."),
        SettingRule.Number("Enrollment:MinimumFrontality", s => s.Enrollment.MinimumFrontality, 0, 1, "Smallest frontality in a picture for enrolment."),
        SettingRule.Duration("Door:UnlockTime", s => s.Door.UnlockTime, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60), "How long the strike is released after a grant."),
        SettingRule.Duration("Door:LongestEnergisedTime", s => s.Door.LongestEnergisedTime, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(120),
            "The strike is never energised longer in one go; at least the unlock time."),
    ];
}
