using CsCheck;
using DoorFace.Core.Audit;
using DoorFace.Core.Biometrics;
using DoorFace.Core.Time;

namespace DoorFace.Core.Tests.Audit;

/// <summary>Whoever can cause an event as often as they like fills no audit with it, and hides nothing by it.</summary>
public class AuditMergingTests
{
    private static readonly DateTimeOffset Day = new(2026, 3, 1, 10, 0, 0, TimeSpan.Zero);
    private static readonly SubjectId Resident = SubjectId.New();

    // What somebody before a closed door can cause: the bell, their face, a hand before the camera, a magnet at the door's switch.
    private static readonly AuditEvent[] FromOutside =
    [
        new(AuditKind.Intent), new(AuditKind.AccessDenied, "NoMatch"), new(AuditKind.FacesPaused, "60 s"), new(AuditKind.FacesResumed),
        Picture(AuditKind.Fault, "Picture: black"), Picture(AuditKind.FaultMended, "Picture"), Picture(AuditKind.Fault, "TooDark: dark"),
        Picture(AuditKind.FaultMended, "TooDark"), new(AuditKind.DoorOpened), new(AuditKind.DoorClosed), new(AuditKind.ForcedOpen), new(AuditKind.ForcedOpenEnded),
    ];

    private readonly List<(double Seconds, AuditEvent Event)> _told = [];
    private AuditRuns _runs = AuditRuns.None;

    [Fact]
    public void A_bell_that_is_pressed_without_end_is_told_at_once_and_then_together()
    {
        for (var press = 0; press < 678; press++)
            Happen(new AuditEvent(AuditKind.Intent), press * 30 / 678.0);
        Assert.Equal(5, _told.Count);
        Assert.Equal(0, _told[0].Seconds);

        Pass(until: 200);

        Assert.Equal(6, _told.Count);
        var (seconds, together) = _told[^1];
        Assert.Equal((AuditKind.Intent, "673 more from 2026-03-01T10:00:00Z to 2026-03-01T10:00:29Z"), (together.Kind, together.Detail));
        Assert.InRange(seconds, 30 + 59, 30 + 61);
        Assert.Equal([false, true, true, true, true, true], _told.Select(told => told.Event.IsRepeated));
    }

    [Fact]
    public void Nothing_from_outside_makes_more_entries_in_a_year_than_there_is_room_for()
    {
        const int Hours = 24;
        for (var second = 0; second < Hours * 3600; second++)
        {
            foreach (var happened in FromOutside)
                Happen(happened, second);
        }

        // 1,000,000 rows, the rest of them for the household; see the store.
        Assert.InRange(365.0 * _told.Count / (Hours / 24.0), 1, 1_000_000);
    }

    [Fact]
    public void Every_event_is_told_once_whatever_happens_when() =>
        Gen.Select(Gen.Int[0, FromOutside.Length - 1], Gen.Double[0, 400]).Array[0, 300].Sample(happenings =>
        {
            _runs = AuditRuns.None;
            _told.Clear();
            var now = 0.0;
            foreach (var (which, pause) in happenings)
            {
                now += pause * pause / 400;
                Happen(FromOutside[which], now);
            }

            _told.AddRange(AuditMerging.End(_runs).Select(told => (now, told)));

            foreach (var kind in FromOutside.Select(happened => happened.Kind).Distinct())
                Assert.Equal(happenings.Count(happening => FromOutside[happening.Item1].Kind == kind), _told.Where(told => told.Event.Kind == kind).Sum(told => CountOf(told.Event)));
        }, threads: 1);

    [Fact]
    public void What_is_rare_is_never_merged_nor_what_residents_and_administrators_do()
    {
        AuditEvent[] never =
        [
            new(AuditKind.StrikeReleased, "Face", Resident), new(AuditKind.LockDown, "uid 0"), new(AuditKind.RequestRefused, "uid 0"), new(AuditKind.Fault, "Clock: jumped"),
            new(AuditKind.ResidentEnrolled, "", Resident), new(AuditKind.DataExported, "uid 0"), new(AuditKind.TamperCleared, "uid 0"),
        ];
        for (var second = 0; second < 100; second++)
        {
            foreach (var happened in never)
                Happen(happened, second);
        }

        Assert.Equal(100 * never.Length, _told.Count);
        Assert.DoesNotContain(_told, told => told.Event.IsRepeated);

        // And the bell once in a quarter of an hour.
        _told.Clear();
        for (var quarter = 1; quarter <= 50; quarter++)
            Happen(new AuditEvent(AuditKind.Intent), 900 * quarter);
        Assert.Equal(50, _told.Count);
        Assert.DoesNotContain(_told, told => told.Event.IsRepeated);
    }

    [Fact]
    public void An_alarm_is_an_alarm_and_its_flapping_is_from_outside()
    {
        for (var second = 0; second < 20; second++)
            Happen(new AuditEvent(AuditKind.Tamper), second);
        Pass(until: 100);

        Assert.Equal(
            [RetentionClass.Administration, RetentionClass.Outside, RetentionClass.Outside, RetentionClass.Outside, RetentionClass.Outside, RetentionClass.Outside],
            _told.Select(told => AuditRetention.ClassOf(told.Event)));
        Assert.Equal(RetentionClass.Outside, AuditRetention.ClassOf(FromOutside[4]));
        Assert.Equal(RetentionClass.Administration, AuditRetention.ClassOf(new AuditEvent(AuditKind.Fault, "Clock: jumped")));
    }

    [Fact]
    public void Details_are_counted_and_so_many_at_most_are_named()
    {
        for (var i = 0; i < 105; i++)
            Happen(new AuditEvent(AuditKind.AccessDenied, i < 35 ? "NotLive" : i < 85 ? "NoMatch" : $"{i}"), i / 100.0);
        Pass(until: 100);

        var detail = _told[^1].Event.Detail;
        Assert.StartsWith("100 more from ", detail, StringComparison.Ordinal);
        Assert.Contains(": 85 (1)", detail, StringComparison.Ordinal);
        Assert.Contains("NoMatch (50), NotLive (30), others (14)", detail, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_look_by_the_same_caller_is_told_once_and_that_by_another_at_once()
    {
        for (var second = 0; second < 10; second++)
            Happen(new AuditEvent(AuditKind.DataViewed, "residents list, uid 0"), second);
        Happen(new AuditEvent(AuditKind.DataViewed, "residents list, uid 1000"), 10);
        Pass(until: 100);

        Assert.Equal(["residents list, uid 0", "residents list, uid 1000"], _told.Take(2).Select(told => told.Event.Detail));
        Assert.Equal("9 more from 2026-03-01T10:00:01Z to 2026-03-01T10:00:09Z: residents list, uid 0", _told[2].Event.Detail);
        Assert.All(_told, told => Assert.Equal(RetentionClass.Administration, AuditRetention.ClassOf(told.Event)));
    }

    private static AuditEvent Picture(AuditKind kind, string detail) => new(kind, detail) { IsOutside = true };

    private static long CountOf(AuditEvent told) => told.Detail.Contains(" more from ", StringComparison.Ordinal) ? long.Parse(told.Detail.Split(' ')[0], null) : 1;

    private void Happen(AuditEvent happened, double seconds)
    {
        Pass(seconds);
        (_runs, var told) = AuditMerging.Take(_runs, happened, At(seconds), Day.AddSeconds(seconds));
        if (told is not null)
            _told.Add((seconds, told));
    }

    private void Pass(double until)
    {
        while (AuditMerging.DueAt(_runs) is { } due && due <= At(until))
        {
            (_runs, var told) = AuditMerging.Tell(_runs, due);
            Assert.NotEmpty(told);
            _told.AddRange(told.Select(one => (due.SinceOrigin.TotalSeconds, one)));
        }
    }

    private static MonotonicInstant At(double seconds) => MonotonicInstant.Origin + TimeSpan.FromSeconds(seconds);
}
