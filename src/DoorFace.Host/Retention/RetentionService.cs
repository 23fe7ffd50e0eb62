using DoorFace.Core.Audit;
using DoorFace.Core.Biometrics;
using DoorFace.Core.Door;
using DoorFace.Core.Retention;
using DoorFace.Core.Time;
using DoorFace.Device.Time;
using DoorFace.Host.Audit;
using DoorFace.Host.Gallery;
using DoorFace.Host.Messaging;
using DoorFace.Host.Settings;
using DoorFace.Host.Supervision;
using DoorFace.Host.Time;
using DoorFace.Storage;
using DoorFace.Storage.Residents;
using Microsoft.Extensions.Logging;

namespace DoorFace.Host.Retention;

/// <summary>
/// Notes the day on which residents came in, warns of those who have not come for long, and erases them in the end; see <see cref="RetentionPolicy"/>.
/// It has the residents' file open for itself, and when that fails nothing else waits: uses are kept in memory and written later.
/// </summary>
public sealed class RetentionService(
    UseLog uses,
    RetentionView view,
    DoorFaceSettings settings,
    WallClock clock,
    DoorInbox door,
    AuditLog audit,
    LoadedGallery loaded,
    ServiceFaults faults,
    TimeProvider time,
    ILogger<RetentionService> logger)
    : SupervisedService("The retention of residents", faults)
{
    // The start belongs to the door and the camera.
    private static readonly TimeSpan FirstLook = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    private readonly Dictionary<SubjectId, DateTimeOffset> _used = [];
    private readonly Backoff _backoff = new(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
    private ResidentStore? _store;
    // Those for whom the warning has been shown ever since the last hourly look, and for whom that hour is not counted yet.
    private HashSet<SubjectId> _warned = [];
    private MonotonicInstant _nextLook;
    private int _told;
    private bool _failed;

    public override void Dispose()
    {
        _store?.Dispose();
        base.Dispose();
    }

    protected override async Task RunAsync(CancellationToken stoppingToken)
    {
        _nextLook = time.GetMonotonicInstant() + FirstLook;
        for (var wait = FirstLook; ; wait = Work())
        {
            using var waiting = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            // A use that cannot be written does not hurry the next attempt.
            Task[] events = _failed
                ? [Task.Delay(wait, time, waiting.Token)]
                : [Task.Delay(wait, time, waiting.Token), uses.Reader.WaitToReadAsync(waiting.Token).AsTask()];
            await Task.WhenAny(events).ConfigureAwait(false);
            await waiting.CancelAsync().ConfigureAwait(false);
            stoppingToken.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Does what is due, and says how long nothing is.</summary>
    private TimeSpan Work()
    {
        var started = time.GetMonotonicInstant();
        while (uses.Reader.TryRead(out var subject))
        {
            _used[subject] = clock.Read().Now;
        }

        try
        {
            _store ??= settings.Storage.OpenStore();
            var due = started >= _nextLook;
            if (MarkUses(_store) || due)
            {
                Look(_store, due);
                // An hour of warning is an hour from look to look, however long a look takes.
                _nextLook = due ? started + Interval : _nextLook;
            }

            _failed = false;
            _backoff.Reset();
            var rest = _nextLook - time.GetMonotonicInstant();
            return rest > TimeSpan.Zero ? rest : TimeSpan.Zero;
        }
        catch (Exception exception) when (exception is StorageException or IOException or UnauthorizedAccessException)
        {
            if (!_failed)
            {
                _failed = true;
                logger.RetentionFailed(exception.Message);
            }

            // Opening it again also finishes an erasure that was cut short.
            _store?.Dispose();
            _store = null;
            return _backoff.Next();
        }
    }

    private bool MarkUses(ResidentStore store)
    {
        var changed = false;
        foreach (var (subject, at) in _used)
        {
            changed |= store.MarkUsed(subject, at);
            _used.Remove(subject);
        }

        return changed;
    }

    private void Look(ResidentStore store, bool hourly)
    {
        var (now, distrust) = clock.Read();
        var hours = store.ExpiryWarnings();
        HashSet<SubjectId> warned = [];
        List<ExpiringResident> expiring = [];
        foreach (var resident in store.List())
        {
            // Of a damaged one nothing can be told, and nobody is erased for that.
            if (resident.IsUnsealed)
            {
                continue;
            }

            var lastUse = resident.LastUsedAt ?? resident.EnrolledAt;
            var before = hours.GetValueOrDefault(resident.Id);
            var verdict = RetentionPolicy.Look(
                settings.Retention, lastUse, before, hourly && _warned.Contains(resident.Id), distrust is null ? now : null);
            switch (verdict.Phase)
            {
                case RetentionPhase.Expired:
                    Erase(store, resident);
                    break;
                case RetentionPhase.Restarted:
                    store.MarkUsed(resident.Id, now);
                    break;
                default:
                    if (verdict.WarnedHours != before)
                    {
                        store.SetExpiryWarnings(resident.Id, verdict.WarnedHours);
                        _warned.Remove(resident.Id);
                    }

                    break;
            }

            if (verdict.Phase == RetentionPhase.Warned)
            {
                warned.Add(resident.Id);
                expiring.Add(new ExpiringResident(resident.Name, EarliestErasure(lastUse, verdict.WarnedHours, now)));
            }
        }

        if (hourly)
        {
            _warned = warned;
        }
        else
        {
            _warned.IntersectWith(warned);
        }

        view.Set(expiring);
        Tell(expiring.Count);
    }

    private DateTimeOffset EarliestErasure(DateTimeOffset lastUse, int warnedHours, DateTimeOffset now)
    {
        var byDate = RetentionPolicy.ExpiresAt(settings.Retention, lastUse);
        var byWarning = now + settings.Retention.Warning - TimeSpan.FromHours(warnedHours);
        return byDate > byWarning ? byDate : byWarning;
    }

    private void Erase(ResidentStore store, Resident resident)
    {
        AuditEvent[] expired = [new(AuditKind.ResidentExpired, $"not used for {settings.Retention.Period.TotalDays:0} days", resident.Id)];
        try
        {
            store.Remove(resident.Id);
            loaded.Forget();
            audit.Write(expired);
        }
        catch (StorageException exception) when (exception.Fault == StorageFault.ErasureUnfinished)
        {
            // They are removed, and the file is opened again until nothing of them is left in it.
            audit.Write(expired);
            throw;
        }
    }

    // The lamp and the audit name nobody.
    private void Tell(int count)
    {
        if (count == _told)
        {
            return;
        }

        if (_told > 0)
        {
            door.Post(new DoorInput.FaultCleared(DoorFault.Expiry));
        }

        if (count > 0)
        {
            door.Post(new DoorInput.FaultRaised(
                DoorFault.Expiry, $"the references of {count} resident(s) will be erased because they were not used; 'doorface status' says whose"));
        }

        _told = count;
    }
}
