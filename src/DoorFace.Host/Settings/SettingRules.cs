using DoorFace.Core.Biometrics;
using DoorFace.Core.Retention;
using DoorFace.Vision;

namespace DoorFace.Host.Settings;

/// <summary>Every setting there is. A key that is not here is a spelling mistake and is refused.</summary>
public static class SettingRules
{
    public static IReadOnlyList<SettingRule> All { get; } =
    [
        .. CameraRules.All,
        SettingRule.Text("Models:Manifest", s => s.Models.Manifest, "a path, from the program's folder", "The manifest of the models; their files stand beside it."),
        SettingRule.Text("Storage:Database", s => s.Storage.Database, "a path; empty for the state folder", "The SQLite file of the residents."),
        SettingRule.Text("Storage:Audit", s => s.Storage.Audit, "a path; empty for beside the residents", "The SQLite file of the audit and of what the door must not forget."),
        SettingRule.Text("Storage:Key", s => s.Storage.Key, "a path; empty for beside the residents", "The key file, without which nobody's references can be read; made at the first start."),
        SettingRule.Choice("Storage:KeySource", s => s.Storage.KeySource,
            "Where the key comes from: systemd's credential doorface.key if there is one, otherwise the key file; the credential or nothing; or the key file."),
        SettingRule.Text("Control:Socket", s => s.Control.Socket, "a path; empty for the runtime folder, or beside the residents", "The Unix-domain socket on which administrators reach the service."),
        .. GpioRules.All,
        SettingRule.OptionalNumber("Vision:MinimumDetectionScore", VisionOptions.LeastDetectionScore, VisionOptions.MostDetectionScore,
            "Detector score from which something is a face; when empty, the operating point in the manifest."),
        SettingRule.Number("Vision:NmsOverlap", s => s.Vision.NmsOverlap, VisionOptions.LeastNmsOverlap, VisionOptions.MostNmsOverlap,
            "Overlap from which two detections are one face."),
        SettingRule.Whole("Vision:Threads", s => s.Vision.Threads, 1, VisionOptions.MostThreads, "Threads of one inference."),
        SettingRule.Number("Identification:FalsePositiveRate", s => s.Identification.FalsePositiveRate, 1e-7, 0.01,
            "The chance that one attempt by a stranger matches any resident; sets the threshold."),
        SettingRule.Whole("Identification:MostResidents", s => s.Identification.MostResidents, 1, ReferenceGallery.MostSubjects,
            "When so many are enrolled, nobody more is: a door is for those who live behind it."),
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
        SettingRule.Choice("Access:Intent", s => s.Access.Intent, "What shows that somebody wants to come in: standing near and looking at the camera, or a press of the bell or intent button."),
        SettingRule.Duration("Access:IntentTime", s => s.Access.IntentTime, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(60), "How long such a press counts."),
        SettingRule.Choice("Access:UntrustedClock", s => s.Access.UntrustedClock,
            "Who may enter while the time of day cannot be trusted: all but residents with hours or dates, all residents, or nobody."),
        .. EnrollmentSettingRules.All,
        SettingRule.RequiredText("Consent:TextVersion", s => s.Consent.TextVersion, 40, "The version of the text of consent; stored with every consent, so change it with the text."),
        SettingRule.RequiredText("Consent:Text", s => s.Consent.Text, 4000, "What residents agree to; hang it beside the door, and show it before an enrolment."),
        SettingRule.Duration("Retention:Period", s => s.Retention.Period, TimeSpan.FromDays(90), RetentionRules.LongestPeriod,
            "References of a resident who has not come in for so long, since the last use or the enrolment, are erased; at most three years, as BIPA says."),
        SettingRule.Duration("Retention:Warning", s => s.Retention.Warning, TimeSpan.FromDays(1), TimeSpan.FromDays(60),
            "How long before that the fault lamp and 'doorface status' warn; nobody is erased before the unit has been running and warning for so long."),
        SettingRule.Choice("Door:Strike", s => s.Door.Strike, "What the strike does without current: locked (FailSecure) or released (FailSafe)."),
        SettingRule.Duration("Door:UnlockTime", s => s.Door.UnlockTime, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60),
            "How long the strike is released after a grant or a request to exit."),
        SettingRule.Duration("Door:LongestEnergisedTime", s => s.Door.LongestEnergisedTime, TimeSpan.FromSeconds(1), TimeSpan.FromHours(24),
            "A fail-secure strike is never energised longer in one go; at least the unlock time. Above two minutes only for a strike rated for continuous duty."),
        SettingRule.Choice("Door:Relock", s => s.Door.Relock, "What ends a release early; both openings need a door position switch."),
        SettingRule.Duration("Door:MinimumPulse", s => s.Door.MinimumPulse, TimeSpan.FromSeconds(0.1), TimeSpan.FromSeconds(5),
            "No release is shorter, so that the bolt can follow; at most the unlock time."),
        SettingRule.Flag("Door:RequestToExitReleases", s => s.Door.RequestToExitReleases,
            "False for a switch in a mechanical handle: it then only announces that the door opens from inside."),
        SettingRule.Duration("Door:LongestRequestToExit", s => s.Door.LongestRequestToExit, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(60),
            "A request to exit that lasts longer is a stuck button and releases no more until it is let go."),
        SettingRule.Duration("Door:HeldOpenTime", s => s.Door.HeldOpenTime, TimeSpan.FromSeconds(5), TimeSpan.FromHours(1),
            "A door that is open longer, after a rightful opening, is held open."),
        SettingRule.Duration("Door:HeldOpenWarning", s => s.Door.HeldOpenWarning, TimeSpan.Zero, TimeSpan.FromHours(1),
            "How long before that the buzzer warns; less than the held-open time, 0 for no warning."),
    ];
}
