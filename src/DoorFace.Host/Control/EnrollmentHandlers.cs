using DoorFace.Core.Biometrics;
using DoorFace.Core.Enrollment;
using DoorFace.Host.Audit;
using DoorFace.Host.Enrollment;
using DoorFace.Host.Messaging;
using DoorFace.Host.Residents;
using DoorFace.Host.Settings;

namespace DoorFace.Host.Control;

/// <summary>The guided enrollment from a terminal: the same as by the button, with words instead of signs. It ends when the terminal goes.</summary>
internal sealed class EnrollmentHandlers(
    EnrollmentSession session, EnrollmentInbox inbox, EnrollmentRules rules, ResidentWriter residents, StorageSettings storage, ConsentSettings consents,
    IAdministrationAudit audit, TimeProvider time)
    : IControlHandlers
{
    /// <summary>What the caller says when the new resident agrees.</summary>
    public const string Agree = "agree";

    /// <summary>Why an enrollment without an administrator is refused.</summary>
    public const string NoAdministratorRefused = "There would be no administrator: none of the residents is one now. Leave out --no-admin, or name one first ('doorface residents make-admin NAME').";

    private (SubjectId Subject, string? Name) _named;
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);

    public IEnumerable<ControlHandler> Handlers => [new ControlHandler(ControlCommands.Enroll, EnrollAsync, Places: 1)];

    private async IAsyncEnumerable<ControlReply> EnrollAsync(ControlCall call)
    {
        if ((call.RefusalOfDatabase(storage) ?? ObjectionTo(call) ?? ObjectionTo(call.Request.NoAdministrator)) is { } objection)
        {
            yield return objection;
            yield break;
        }

        var ended = session.State.Ended;
        if (session.IsUnderWay)
        {
            yield return new ControlReply(false, "An enrollment is going on already; try again when it has ended.");
            yield break;
        }

        yield return new ControlReply(true, $"{consents.Text} (version {consents.TextVersion})") { More = true };
        inbox.Post(new EnrollmentInput.Requested(call.Request.Name!, call.By, call.Request.NoAdministrator));
        using var timer = new PeriodicTimer(LookEvery, time);
        EnrollmentProgress? told = null;
        try
        {
            while (session.State.Ended == ended && await TickAsync(timer, call.Ended).ConfigureAwait(false))
            {
                Listen(call);
                var progress = Of(session.State);
                if (session.State.IsRemote && progress != told)
                {
                    told = progress;
                    yield return new ControlReply(true, progress.Words) { Enrollment = progress, More = true };
                }
            }
        }
        finally
        {
            // Does nothing when it has ended.
            inbox.Post(new EnrollmentInput.Withdrawn());
        }

        var state = session.State;
        var end = state.Ended == ended
            ? Of(state) with { End = EnrollmentEnd.Cancelled }
            : Of(state) with { End = state.End, Name = state.EndSubject is { } subject ? residents.NameOf(subject) : null };
        yield return new ControlReply(end.End is EnrollmentEnd.Enrolled or EnrollmentEnd.Refreshed, end.Words) { Enrollment = end };
    }

    /// <summary>What would be found too late, when they have agreed and all is captured.</summary>
    private ControlReply? ObjectionTo(ControlCall call)
    {
        var name = call.Request.Name;
        try
        {
            if (!residents.IsTaken(name ?? ""))
            {
                return null;
            }

            audit.Look("enroll, by a name that is taken", call.By);
            return new ControlReply(false, $"'{name}' is a resident already. Give another name: whoever is enrolled anew is recognised and keeps their own.")
            {
                Exit = ExitCodes.Usage,
            };
        }
        catch (Exception exception) when (ExitCodes.Of(exception) is { } code)
        {
            return new ControlReply(false, exception.Message) { Exit = code };
        }
    }

    private ControlReply? ObjectionTo(bool noAdministrator) => residents.Household() switch
    {
        Household.InDoubt => new ControlReply(false, HouseholdText.Of(Household.InDoubt)!) { Exit = ExitCodes.Fault },
        not Household.Administered when noAdministrator => new ControlReply(false, NoAdministratorRefused) { Exit = ExitCodes.Usage },
        _ => null,
    };

    private EnrollmentProgress Of(EnrollmentState state)
    {
        var progress = new EnrollmentProgress(state.Phase, state.Captures.Length, rules.References, state.Hint) { SomebodyInFront = state.Front is not null };
        return state is { Phase: EnrollmentPhase.AwaitingConsent, Front.Resident: { } subject } ? progress with { Name = NameOf(subject) } : progress;
    }

    // Asked for again and again while they stand there.
    private string? NameOf(SubjectId subject)
    {
        _named = _named.Subject == subject && _named.Name is not null ? _named : (subject, residents.NameOf(subject));
        return _named.Name;
    }

    private void Listen(ControlCall call)
    {
        while (call.Lines.TryRead(out var line))
        {
            if (line == Agree)
            {
                inbox.Post(new EnrollmentInput.Agreed($"terminal, {call.By}"));
            }
        }
    }

    private static async Task<bool> TickAsync(PeriodicTimer timer, CancellationToken ended)
    {
        try
        {
            return await timer.WaitForNextTickAsync(ended).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
