using System.Collections.Immutable;
using DoorFace.Core.Biometrics;
using DoorFace.Core.Signals;
using DoorFace.Core.Time;

namespace DoorFace.Core.Enrollment;

/// <summary>An enrollment, or an erasure at the door, as the machine knows it: an immutable value without a feature of anybody.</summary>
public sealed record EnrollmentState
{
    public EnrollmentPhase Phase { get; init; }

    /// <summary>When the phase ends by itself; null while nothing is waited for.</summary>
    public MonotonicInstant? Until { get; init; }

    public ButtonState Button { get; init; } = ButtonGestures.AtBoot;

    /// <summary>What was waited for when the button was last pressed down; the press means that, whatever comes before it is over.</summary>
    public PressedFor PressedFor { get; init; }

    /// <summary>Who allowed it, for the audit: an administrator's id, a terminal's user, or that nobody was there to ask.</summary>
    public string AllowedBy { get; init; } = "";

    /// <summary>It was begun by the button of an empty unit, and makes an administrator.</summary>
    public bool IsFirst { get; init; }

    /// <summary>It was asked for at a terminal.</summary>
    public bool IsRemote { get; init; }

    /// <summary>The name that was given there; null for none.</summary>
    public string? Name { get; init; }

    /// <summary>It was said there that the new resident is not to become administrator.</summary>
    public bool NoAdministrator { get; init; }

    /// <summary>Who said there that the new resident agrees, and when, while nobody stood in front of the camera yet; null for nobody.</summary>
    public GivenConsent? Agreed { get; init; }

    /// <summary>The new resident's consent.</summary>
    public GivenConsent? Consent { get; init; }

    /// <summary>Whose face was in front at the press that agreed, or that asked for the erasure; null before it.</summary>
    public FrontFace? Bound { get; init; }

    /// <summary>Views in a row that show somebody else than <see cref="Bound"/>.</summary>
    public int OthersSeen { get; init; }

    /// <summary>The heads' poses in the captures so far, in their order.</summary>
    public ImmutableArray<HeadPose> Captures { get; init; } = [];

    /// <summary>Why the last view did not become a capture, or what was wrong with how the last face looked; null for nothing.</summary>
    public CaptureRefusal? Hint { get; init; }

    /// <summary>Faces refused while an administrator's was waited for.</summary>
    public int Refusals { get; init; }

    /// <summary>Who stands in front of the camera while a press is waited for; null for nobody, or several.</summary>
    public FrontFace? Front { get; init; }

    /// <summary>When that face was last seen.</summary>
    public MonotonicInstant FrontAt { get; init; }

    /// <summary>When its resident was last recognised.</summary>
    public MonotonicInstant RecognisedAt { get; init; }

    /// <summary>Everything is to be erased, and not one resident.</summary>
    public bool IsReset { get; init; }

    /// <summary>The jumper in the housing is set, which stands for an administrator's face when everything is to be erased.</summary>
    public bool JumperSet { get; init; }

    /// <summary>Whose references are being replaced, or who is being erased; null for somebody new, or everybody.</summary>
    public SubjectId? Subject { get; init; }

    /// <summary>Whoever is being stored becomes administrator.</summary>
    public bool Appoints { get; init; }

    /// <summary>How many have ended.</summary>
    public int Ended { get; init; }

    /// <summary>How the last one ended; null when none has.</summary>
    public EnrollmentEnd? End { get; init; }

    /// <summary>Whose that was, when it was anybody's.</summary>
    public SubjectId? EndSubject { get; init; }

    /// <summary>The lasting sign that is shown; null for none.</summary>
    public EnrollmentSign? Sign { get; init; }
}
