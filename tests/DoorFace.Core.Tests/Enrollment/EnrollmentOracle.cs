using DoorFace.Core.Audit;
using DoorFace.Core.Biometrics;
using DoorFace.Core.Enrollment;

namespace DoorFace.Core.Tests.Enrollment;

/// <summary>
/// What an enrollment, an appointment and an erasure take, said from what happened in front of the door alone: who stood there in which frame, when the
/// button went down and up, who was enrolled then. It knows nothing of phases.
/// </summary>
internal sealed class EnrollmentOracle(EnrollmentBench bench)
{
    // The machine's promises in seconds, written anew: a change there must be meant.
    private const double Presence = 1.5;
    private const double Stay = 5;
    private const double Rounding = 0.002;

    private readonly List<Shot> _shots = [];
    private readonly List<(double Down, double Up, bool FromStart, Household Household)> _presses = [];
    private readonly List<double> _refusals = [];
    private double _down = -1;
    private bool _fromStart = true;
    private (double At, bool ByTerminal, bool NoAdministrator, Household Household)? _begun;
    private bool _allowed;
    private double _saidAt = double.NegativeInfinity;
    private int? _consenter;
    private int _kept;

    public int Enrollments { get; private set; }

    public int Appointments { get; private set; }

    public int Erasures { get; private set; }

    public int Resets { get; private set; }

    public EnrollmentInput? Last { get; private set; }

    private double Now => bench.Now.SinceOrigin.TotalSeconds;

    /// <summary>To be called with every frame before it is told: who stands in front, and as whom it was recognised.</summary>
    public void See(IReadOnlyCollection<int> people, SubjectId? recognised, bool administers) => _shots.Add(new Shot(Now, [.. people], recognised, administers));

    /// <summary>To be called with every input before it is told.</summary>
    public void Tell(EnrollmentInput input)
    {
        Last = input;
        switch (input)
        {
            case EnrollmentInput.ButtonRead { Pressed: true }:
                _down = Now;
                break;
            case EnrollmentInput.ButtonRead when _down >= 0:
                _presses.Add((_down, Now, _fromStart, bench.Context.Household));
                (_down, _fromStart) = (-1, false);
                break;
            case EnrollmentInput.ButtonRead:
                _fromStart = false;
                break;
            case EnrollmentInput.ButtonLost:
                (_down, _fromStart) = (-1, false);
                break;
            case EnrollmentInput.FaceRefused:
                _refusals.Add(Now);
                break;
            case EnrollmentInput.Agreed:
                _saidAt = Now;
                break;
            case EnrollmentInput.ResidentSeen { MayAdminister: true }:
                _allowed = true;
                break;
        }
    }

    public void Note(AuditEvent entry)
    {
        if (entry.Kind != AuditKind.ConsentGiven)
        {
            return;
        }

        _consenter = entry.Detail == GivenConsent.Button ? PresserUntilNow() : SaidFor();
        Assert.True(_consenter is not null, "A consent of nobody who stood there.");
    }

    public void Ask(EnrollmentCommand command)
    {
        switch (command)
        {
            case EnrollmentCommand.Switch { On: true }:
                _begun = Last is EnrollmentInput.Requested requested
                    ? (Now, true, requested.NoAdministrator, bench.Context.Household)
                    : (Now, false, false, bench.Context.Household);
                (_allowed, _consenter, _kept) = (false, null, 0);
                break;
            case EnrollmentCommand.Keep:
                Assert.True(_consenter is not null, "A view is kept without consent.");
                Assert.True(_shots[^1].People is [var seen] && seen == _consenter, "A view of somebody who did not agree is kept.");
                _kept++;
                break;
            case EnrollmentCommand.Drop drop:
                _kept -= drop.Captures.Length;
                break;
            case EnrollmentCommand.Store store:
                Judge(store);
                break;
            case EnrollmentCommand.EraseResident erase:
                Erasures++;
                Assert.True(_presses.Any(hold => !hold.FromStart && hold.Up - hold.Down >= 10 - Rounding), "Nobody held the button for it.");
                Assert.True(StayedAfterPress(erase.Subject, administers: false), "Somebody is erased who was not in front at the press, and stayed.");
                break;
            case EnrollmentCommand.EraseEverything:
                Resets++;
                var start = _presses.FirstOrDefault(hold => hold.FromStart && hold.Up - hold.Down >= 15 - Rounding);
                Assert.True(start != default, "Everything is erased without the button held from the start.");
                Assert.True(
                    (bench.State.JumperSet && Now - start.Up < Rounding)
                    || (start.Household == Household.Administered && Now - start.Up < 60 + Stay + 2 && StayedAfterPress(null, administers: true)),
                    "Everything is erased without jumper or administrator.");
                break;
        }
    }

    private void Judge(EnrollmentCommand.Store store)
    {
        Enrollments++;
        var (household, begun) = (bench.Context.Household, _begun!.Value);
        Assert.True(_consenter is not null, "Nobody agreed.");
        Assert.True(_kept >= new EnrollmentRules().References, "Too few captures.");
        Assert.NotEqual(Household.InDoubt, household);
        Assert.True(begun.ByTerminal || begun.Household == Household.Empty || (_allowed && household == Household.Administered), "Nobody allowed it.");
        if (store.Administrator)
        {
            Appointments++;
            Assert.NotEqual(Household.Administered, household);
            Assert.False(begun.NoAdministrator, "Appointed against what was said.");
            Assert.True(begun.ByTerminal || (begun.Household == Household.Empty && household == Household.Empty), "The button makes an administrator of a unit with residents.");
        }
        else
        {
            Assert.Equal(Household.Administered, household);
        }
    }

    /// <summary>Who pressed: alone in front when the button last went down, and nobody else seen since.</summary>
    private int? PresserUntilNow()
    {
        var down = _presses[^1].Down;
        return AloneSince(down, Now) is { } who && Now - _shots.Last(shot => shot.People.Length > 0).At < Presence + Rounding ? who : null;
    }

    private int? SaidFor() => Now - _saidAt <= 5 + Rounding && _shots.LastOrDefault() is { People: [var who], At: var at } && Now - at < Presence + Rounding ? who : null;

    private int? AloneSince(double from, double to)
    {
        var before = _shots.LastOrDefault(shot => shot.At <= from + Rounding && shot.People.Length > 0);
        return before is { People: [var who] } && from - before.At < Presence + Rounding
            && _shots.Where(shot => shot.At > before.At && shot.At <= to).All(shot => shot.People.Length == 0 || (shot.People is [var other] && other == who))
            ? who
            : null;
    }

    /// <summary>
    /// Whether there was a press, five seconds ago or a little more, at which a resident had just been recognised, alone, who was recognised again and again
    /// until now and beside whom nobody was seen.
    /// </summary>
    private bool StayedAfterPress(SubjectId? subject, bool administers) => _presses.Any(press =>
        Now - press.Up is >= Stay - Rounding and < Stay + 2
        && AloneSince(press.Down, Now) is not null
        && !_refusals.Any(at => at >= press.Down)
        && Recognised(press.Down, subject, administers) is { } who
        && Enumerable.Range(0, 40).Select(i => Now - (Stay * i / 39)).All(at => Recognised(at, who, administers: false) == who));

    private SubjectId? Recognised(double at, SubjectId? subject, bool administers)
    {
        var shot = _shots.LastOrDefault(one => one.At <= at + Rounding && one.Recognised is not null);
        return shot is { Recognised: { } who } && at - shot.At <= Presence + Rounding && (subject is null || who == subject) && (!administers || shot.Administers) ? who : null;
    }

    private sealed record Shot(double At, int[] People, SubjectId? Recognised, bool Administers);
}
