using DoorFace.Core.Access;
using DoorFace.Core.Door;
using DoorFace.Core.Enrollment;
using DoorFace.Host.Board;
using DoorFace.Host.Recognition;
using DoorFace.Host.Retention;

namespace DoorFace.Host.Control;

/// <summary>The door at a glance.</summary>
/// <param name="Phase">The one thing to know.</param>
/// <param name="Released">Whether it can be opened from outside.</param>
/// <param name="Position">Whether it is open.</param>
/// <param name="FacesRefused">Why no face opens it now; null when a resident's does.</param>
/// <param name="Alarms">What is alarming.</param>
/// <param name="Faults">What is broken.</param>
/// <param name="CameraOn">Whether frames are taken.</param>
/// <param name="Camera">What the camera gives.</param>
/// <param name="Board">How the board is.</param>
internal sealed record DoorStatus(
    DoorPhase Phase, bool Released, DoorPosition Position, DenialReason? FacesRefused, IReadOnlyList<string> Alarms, IReadOnlyList<string> Faults, bool CameraOn,
    CameraStatus Camera, BoardStatus Board)
{
    /// <summary>What the fault of the lines is called among <see cref="Faults"/>.</summary>
    public const string LinesFault = "outputs and inputs";

    /// <summary>What the door must remember is not yet stored as it is.</summary>
    public bool Unstored { get; init; }

    /// <summary>What an enrollment waits for.</summary>
    public EnrollmentPhase Enrollment { get; init; }

    /// <summary>Who is enrolled, as far as that decides who may enroll.</summary>
    public Household Household { get; init; } = Household.Administered;

    /// <summary>Whose references will soon be erased, because they have not come in for long.</summary>
    public IReadOnlyList<ExpiringResident> Expiring { get; init; } = [];

    /// <summary>The time zone by which residents' hours are judged.</summary>
    public string TimeZone { get; init; } = "";

    /// <summary>For how many seconds faces are still refused because of too many attempts or a strike that cools down; null when they are not.</summary>
    public double? WaitSeconds { get; init; }

    /// <summary>What is missing of the unit's state, older or another unit's, a sentence each.</summary>
    public IReadOnlyList<string> StateDoubts { get; init; } = [];

    public static DoorStatus Of(DoorState state, DoorConditions conditions, CameraStatus camera, BoardStatus board)
    {
        (bool On, string Name)[] alarms =
        [
            (state.FireSince is not null, "fire"), (state.TamperSince is not null, "tamper"),
            (state.ForcedOpenSince is not null, "forced open"), (state.HeldOpenSince is not null, "held open"),
        ];
        (bool On, string Name)[] faults =
            [(state.IoFailedSince is not null, LinesFault), (state.RequestToExitStuckSince is not null, "request-to-exit button stuck")];
        return new DoorStatus(
            conditions.PhaseOf(state),
            conditions.IsReleased(state),
            state.Position,
            conditions.RefusalOf(state),
            [.. alarms.Where(alarm => alarm.On).Select(alarm => alarm.Name)],
            [.. faults.Where(fault => fault.On).Select(fault => fault.Name), .. state.Faults.Keys.Select(fault => fault.ToString())],
            state.CameraLampLit,
            camera,
            board);
    }
}
