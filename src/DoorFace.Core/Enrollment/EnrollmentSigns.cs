using System.Collections.Immutable;
using DoorFace.Core.Signals;

namespace DoorFace.Core.Enrollment;

/// <summary>
/// Every sign of the enrollment. A failure is a code of long and short signals, so that people can count it and look it up: the long ones say where to
/// look (1 how it went, 2 where one stands, 3 light and picture, 4 who it is, 5 the unit), the short ones what exactly.
/// </summary>
public static class EnrollmentSigns
{
    private static readonly ImmutableSortedDictionary<EnrollmentEnd, (int Long, int Short)> Codes = new Dictionary<EnrollmentEnd, (int, int)>
    {
        [EnrollmentEnd.Cancelled] = (1, 1),
        [EnrollmentEnd.TimedOut] = (1, 2),
        [EnrollmentEnd.NotAdministrator] = (1, 3),
        [EnrollmentEnd.FacesRefused] = (1, 4),
        [EnrollmentEnd.NoAdministrator] = (1, 5),
        [EnrollmentEnd.JumperMissing] = (1, 6),
        [EnrollmentEnd.NoFace] = (2, 1),
        [EnrollmentEnd.SeveralFaces] = (2, 2),
        [EnrollmentEnd.FaceTooSmall] = (2, 3),
        [EnrollmentEnd.NotFrontal] = (2, 4),
        [EnrollmentEnd.PoseTooAlike] = (2, 5),
        [EnrollmentEnd.CutOff] = (2, 6),
        [EnrollmentEnd.NotUpright] = (2, 7),
        [EnrollmentEnd.TooDark] = (3, 1),
        [EnrollmentEnd.TooBright] = (3, 2),
        [EnrollmentEnd.LowContrast] = (3, 3),
        [EnrollmentEnd.Blurred] = (3, 4),
        [EnrollmentEnd.EyesHidden] = (3, 5),
        [EnrollmentEnd.FaceCovered] = (3, 6),
        [EnrollmentEnd.NotLive] = (4, 1),
        [EnrollmentEnd.AnotherPerson] = (4, 2),
        [EnrollmentEnd.TooSimilar] = (4, 3),
        [EnrollmentEnd.NotEnrolled] = (4, 4),
        [EnrollmentEnd.GalleryFull] = (4, 5),
        [EnrollmentEnd.RecognitionFailed] = (5, 1),
        [EnrollmentEnd.StorageFailed] = (5, 2),
        [EnrollmentEnd.StateInDoubt] = (5, 3),
    }.ToImmutableSortedDictionary();

    private const int BetweenCodes = 1500;

    private static readonly SignalPattern LongTone = SignalPattern.Once(800);
    private static readonly SignalPattern Fanfare = SignalPattern.Once(150, 100, 150, 100, 600);
    // Not the same: somebody new who hears it was taken for a resident, and should say so.
    private static readonly SignalPattern TwoFanfares = SignalPattern.Once(150, 100, 150, 100, 600, 300, 150, 100, 150, 100, 600);
    private static readonly SignalPattern Farewell = SignalPattern.Once(600, 100, 300, 100, 150);

    /// <summary>While nobody is enrolled: the first resident can enroll.</summary>
    public static EnrollmentSign NobodyEnrolled { get; } = new("nobody is enrolled: hold the button 3 s", SignalPattern.Repeated(100, 2900));

    /// <summary>While nobody may allow an enrollment by their face.</summary>
    public static EnrollmentSign NobodyMayAllow { get; } = new("the button enrolls nobody: 'doorface status' says why", SignalPattern.Repeated(100, 100, 100, 2700));

    /// <summary>The button has been held long enough for the next gesture: one tone for a hold, two for a long one, three for the one at the start.</summary>
    public static ImmutableSortedDictionary<ButtonGesture, EnrollmentSign> Marks { get; } = new Dictionary<ButtonGesture, EnrollmentSign>
    {
        [ButtonGesture.Hold] = new("held 3 s: let go to enroll", SignalPattern.Once(200), SignalPattern.Once(200)),
        [ButtonGesture.LongHold] = new("held 10 s: let go to be forgotten", SignalPattern.Once(200, 150, 200), SignalPattern.Once(200, 150, 200)),
        [ButtonGesture.BootHold] = new("held 15 s from the start: let go to erase everything", SignalPattern.Once(200, 150, 200, 150, 200), SignalPattern.Once(200, 150, 200, 150, 200)),
    }.ToImmutableSortedDictionary();

    /// <summary>What is waited for, of every phase that waits.</summary>
    public static ImmutableSortedDictionary<EnrollmentPhase, EnrollmentSign> Phases { get; } = new Dictionary<EnrollmentPhase, EnrollmentSign>
    {
        [EnrollmentPhase.AwaitingAdministrator] = new("an administrator shows their face", SignalPattern.Repeated(500, 500)),
        [EnrollmentPhase.AwaitingConsent] = new("the new resident presses once to agree", SignalPattern.Repeated(150, 150, 150, 1050)),
        [EnrollmentPhase.Capturing] = new("captures are taken: turn your head a little", SignalPattern.Steady),
        [EnrollmentPhase.Storing] = new("being stored", SignalPattern.Repeated(100, 100)),
        [EnrollmentPhase.AwaitingFarewell] = new("whoever is to be forgotten shows their face", SignalPattern.Repeated(1200, 300)),
        [EnrollmentPhase.Erasing] = new("being erased", SignalPattern.Repeated(100, 100)),
        [EnrollmentPhase.AwaitingReset] = new("an administrator shows their face to erase everything", SignalPattern.Repeated(1200, 300)),
        [EnrollmentPhase.Parting] = new("stay to be erased; step aside to be kept", SignalPattern.Repeated(100, 150), SignalPattern.Repeated(400, 100)),
    }.ToImmutableSortedDictionary();

    /// <summary>The face was recognised; a press now erases that person.</summary>
    public static EnrollmentSign FarewellReady { get; } = new("recognised: press once to be forgotten", SignalPattern.Repeated(150, 150), SignalPattern.Once(150));

    /// <summary>The administrator was recognised; a press now erases everything.</summary>
    public static EnrollmentSign ResetReady { get; } = new("administrator recognised: press once to erase everything", SignalPattern.Repeated(150, 150), SignalPattern.Once(150));

    /// <summary>Whoever would agree by a press is a resident already, whose references it would replace.</summary>
    public static EnrollmentSign ResidentInFront { get; } = new("a resident stands in front: a press renews their references", SignalPattern.Repeated(150, 150, 150, 150, 600, 900), SignalPattern.Once(150));

    /// <summary>A press that was to agree did not count.</summary>
    public static EnrollmentSign NobodyInFront { get; } = new("the press does not count: one person must stand in front", SignalPattern.Once(80, 120, 80), SignalPattern.Once(80, 120, 80));

    /// <summary>An administrator was recognised.</summary>
    public static EnrollmentSign Allowed { get; } = new("administrator recognised", SignalPattern.Once(600, 200), LongTone);

    /// <summary>A reference was captured.</summary>
    public static EnrollmentSign Captured { get; } = new("a reference is captured", SignalPattern.Repeated(100, 100) with { LastsFor = TimeSpan.FromMilliseconds(600) }, SignalPattern.Once(100));

    /// <summary>How it ended.</summary>
    public static ImmutableSortedDictionary<EnrollmentEnd, EnrollmentSign> Ends { get; } =
        Enum.GetValues<EnrollmentEnd>().ToImmutableSortedDictionary(end => end, SignOf);

    /// <summary>Every sign; the passing ones first, which win while they last.</summary>
    public static IEnumerable<EnrollmentSign> All => [.. Passing, NobodyEnrolled, NobodyMayAllow, .. Phases.Values, ResidentInFront, FarewellReady, ResetReady];

    private static ImmutableArray<EnrollmentSign> Passing { get; } = [.. Marks.Values, Allowed, Captured, NobodyInFront, .. Ends.Values];

    /// <summary>Whether it ends by itself.</summary>
    public static bool IsPassing(EnrollmentSign sign) => Passing.Contains(sign);

    private static EnrollmentSign SignOf(EnrollmentEnd end)
    {
        if (!Codes.TryGetValue(end, out var code))
        {
            var tune = end switch
            {
                EnrollmentEnd.Enrolled => Fanfare,
                EnrollmentEnd.Refreshed => TwoFanfares,
                _ => Farewell,
            };
            return new EnrollmentSign(WordsOf(end), tune, tune);
        }

        // Twice, for those who began to count too late.
        int[] tones = [.. Repeated([700, 300], code.Long), .. Repeated([150, 250], code.Short)];
        var twice = SignalPattern.Once([.. tones[..^1], BetweenCodes, .. tones]);
        return new EnrollmentSign($"{WordsOf(end)} ({code.Long} long, {code.Short} short)", twice, twice);
    }

    private static IEnumerable<int> Repeated(int[] tone, int times) => Enumerable.Repeat(tone, times).SelectMany(milliseconds => milliseconds);

    private static string WordsOf(EnrollmentEnd end) => end switch
    {
        EnrollmentEnd.Enrolled => "enrolled",
        EnrollmentEnd.Refreshed => "enrolled anew",
        EnrollmentEnd.Erased => "forgotten",
        EnrollmentEnd.Reset => "everything is erased",
        EnrollmentEnd.Cancelled => "cancelled",
        EnrollmentEnd.TimedOut => "too late",
        EnrollmentEnd.NotAdministrator => "not an administrator",
        EnrollmentEnd.FacesRefused => "the door does not look at faces now",
        EnrollmentEnd.NoFace => "no face to be seen",
        EnrollmentEnd.SeveralFaces => "several faces",
        EnrollmentEnd.FaceTooSmall => "too far away",
        EnrollmentEnd.CutOff => "not wholly in the picture",
        EnrollmentEnd.NotUpright => "turned or tilted in the picture",
        EnrollmentEnd.NotFrontal => "turned away too far",
        EnrollmentEnd.PoseTooAlike => "not turned enough",
        EnrollmentEnd.TooDark => "too dark",
        EnrollmentEnd.TooBright => "too bright",
        EnrollmentEnd.LowContrast => "too little contrast",
        EnrollmentEnd.Blurred => "blurred",
        EnrollmentEnd.FaceCovered => "mouth and nose covered",
        EnrollmentEnd.EyesHidden => "eyes closed or covered",
        EnrollmentEnd.NotLive => "not a living face",
        EnrollmentEnd.AnotherPerson => "not one and the same person",
        EnrollmentEnd.TooSimilar => "too similar to another resident",
        EnrollmentEnd.NotEnrolled => "nobody who is enrolled",
        EnrollmentEnd.GalleryFull => "no more residents can be enrolled",
        EnrollmentEnd.RecognitionFailed => "the camera or the models failed",
        EnrollmentEnd.StorageFailed => "could not be stored",
        EnrollmentEnd.NoAdministrator => "none of the residents is administrator",
        EnrollmentEnd.JumperMissing => "only with the jumper in the housing",
        EnrollmentEnd.StateInDoubt => "who is enrolled is in doubt",
        _ => throw new ArgumentOutOfRangeException(nameof(end), end, "Unknown end."),
    };
}
