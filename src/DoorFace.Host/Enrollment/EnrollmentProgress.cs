using DoorFace.Core.Enrollment;

namespace DoorFace.Host.Enrollment;

/// <summary>How far an enrollment is, for a terminal.</summary>
/// <param name="Phase">What it waits for.</param>
/// <param name="Captured">References captured so far.</param>
/// <param name="Wanted">How many there must be.</param>
/// <param name="Hint">Why the last view was not captured; null when it was.</param>
/// <param name="End">How it ended; null while it goes on.</param>
/// <param name="Name">
/// What whoever was enrolled is called, which is not what was asked for when they were enrolled already; while consent is waited for, the resident who
/// stands in front of the camera. Null for nobody.
/// </param>
internal sealed record EnrollmentProgress(EnrollmentPhase Phase, int Captured, int Wanted, CaptureRefusal? Hint, EnrollmentEnd? End = null, string? Name = null)
{
    private const string HowToAgree = "press the enrollment button once, or type 'yes' here";

    /// <summary>One person stands in front of the camera, alone, while consent is waited for.</summary>
    public bool SomebodyInFront { get; init; }

    /// <summary>In words: what to do now, or how it ended.</summary>
    public string Words => this switch
    {
        { End: EnrollmentEnd.Refreshed, Name: { } name } => $"Enrolled anew: this is {name}, who was enrolled already.",
        { End: { } end } => char.ToUpperInvariant(EnrollmentSigns.Ends[end].Name[0]) + EnrollmentSigns.Ends[end].Name[1..] + ".",
        { Phase: EnrollmentPhase.AwaitingConsent, Name: { } name } => $"{name}, who is enrolled already, stands in front of the camera. For {name} to be enrolled anew, {HowToAgree}.",
        { Phase: EnrollmentPhase.AwaitingConsent, SomebodyInFront: true } => $"Somebody who is not recognised stands in front of the camera. For them to agree, {HowToAgree}.",
        { Phase: EnrollmentPhase.AwaitingConsent } => $"Stand in front of the camera, alone. Then, to agree, {HowToAgree}.",
        { Phase: EnrollmentPhase.Capturing, Hint: null or CaptureRefusal.PoseTooAlike } => $"{Captured} of {Wanted} captured. Turn your head a little: left, right, up, down.",
        { Phase: EnrollmentPhase.Capturing, Hint: { } hint } => $"{Captured} of {Wanted} captured. {char.ToUpperInvariant(WordsOf(hint)[0])}{WordsOf(hint)[1..]}.",
        _ => "One moment.",
    };

    private static string WordsOf(CaptureRefusal hint)
    {
        var sign = EnrollmentSigns.Ends[EnrollmentEnds.Of(hint)].Name;
        return sign[..sign.IndexOf(" (", StringComparison.Ordinal)];
    }
}
