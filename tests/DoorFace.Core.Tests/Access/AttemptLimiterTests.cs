using CsCheck;
using DoorFace.Core.Access;
using DoorFace.Core.Door;
using DoorFace.Core.Tests.Door;
using DoorFace.Core.Time;
using static DoorFace.Core.Tests.Door.DoorBench;

namespace DoorFace.Core.Tests.Access;

/// <summary>Whoever tries for long is stopped, in whatever rhythm, over restarts, and though residents come home in between.</summary>
public class AttemptLimiterTests
{
    private static readonly AccessRules Rules = new();

    /// <summary>Four a minute never fill the budget of a minute.</summary>
    [Fact]
    public void A_night_of_four_attempts_a_minute_makes_no_more_than_the_budget_of_a_day_and_a_third()
    {
        var door = new DoorBench();
        Assert.InRange(Taken(door, TimeSpan.FromHours(8), TimeSpan.FromSeconds(15)), 100, 134);
    }

    [Fact]
    public void A_resident_who_comes_home_gives_nobody_the_day_back()
    {
        var door = new DoorBench();
        var taken = 0;
        for (var day = 0; day < 10; day++)
        {
            taken += Taken(door, TimeSpan.FromHours(16), TimeSpan.FromSeconds(15));
            // Home in the evening, without trouble, as soon as faces are accepted.
            for (var minute = 0; minute < 480; minute++)
            {
                door.After(60);
                if (door.Machine.Conditions.RefusalOf(door.State) is null && minute < 60)
                {
                    door.After(0, Grant);
                }
            }
        }

        Assert.InRange(taken, 100, 100 + (10 * 100));
    }

    [Fact]
    public void Whoever_pulls_the_plug_has_no_more_attempts_than_who_does_not()
    {
        var (memory, taken) = (new DoorMemory(), 0);
        for (var start = 0; start < 200; start++)
        {
            var door = new DoorBench(memory: memory);
            taken += Taken(door, TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(15));
            memory = door.State.Memory;
        }

        // Two hundred starts of two minutes are under seven hours.
        Assert.InRange(taken, 10, 100 + 28);
    }

    /// <summary>The audit was locked at the start, and could be read only when somebody had tried already.</summary>
    [Fact]
    public void What_is_remembered_late_adds_to_what_was_tried_since()
    {
        var before = new DoorBench();
        Taken(before, TimeSpan.FromHours(12), TimeSpan.FromSeconds(15));
        var memory = before.State.Memory with { PauseLevel = 0, FacesPaused = false };

        var door = new DoorBench().After(10, Refused).After(10, Refused).After(10, new DoorInput.MemoryLoaded(memory));

        Assert.Equal(memory.TakenOfDay, door.State.Memory.TakenOfDay);
        Assert.True(Taken(door, TimeSpan.FromHours(1), TimeSpan.FromSeconds(15)) <= 6);
    }

    [Fact]
    public void The_residents_own_attempts_before_they_succeed_cost_nothing()
    {
        var door = new DoorBench();
        for (var coming = 0; coming < 500; coming++)
        {
            door.After(600, Refused).After(4, Refused).After(4, Grant);
            Assert.True(door.IsReleased, $"refused at {coming}: {door.Machine.Conditions.RefusalOf(door.State)}");
        }
    }

    private static readonly Gen<(double Pause, int What)[]> AnyTrying = Gen.Select(Gen.Double[0, 400], Gen.Int[0, 9]).Array[0, 300];

    /// <summary>Counted apart from the limiter: attempts that it took, in any stretch of time, however restarts and successes lie in between.</summary>
    [Fact]
    public void In_any_rhythm_no_stretch_of_time_holds_more_than_the_budgets() => AnyTrying.Sample(
        trying =>
        {
            var (now, limiter) = (new MonotonicInstant(TimeSpan.FromDays(1)), AttemptLimiter.Fresh);
            var taken = new List<MonotonicInstant>();
            foreach (var (pause, what) in trying)
            {
                now += TimeSpan.FromSeconds(pause);
                limiter = limiter.Expire(now);
                if (what == 0)
                {
                    limiter = AttemptLimiter.Restore(
                        new AttemptMemory(limiter.Attempts.Length, limiter.Level, limiter.PausedUntil is not null, limiter.OfHour.Taken, limiter.OfDay.Taken), Rules, now);
                }
                else if (limiter.PausedUntil is null)
                {
                    var next = limiter.Refuse(Rules, now);
                    if (!ReferenceEquals(next, limiter))
                    {
                        taken.Add(now);
                    }

                    limiter = next;
                }
            }

            for (var first = 0; first < taken.Count; first++)
            {
                for (var last = first; last < taken.Count; last++)
                {
                    var (count, time) = (last - first + 1, taken[last] - taken[first]);
                    Assert.True(count <= 30 + (time / TimeSpan.FromMinutes(2)) + 1e-6, $"{count} within {time}");
                    Assert.True(count <= 100 + (time / TimeSpan.FromMinutes(14.4)) + 1e-6, $"{count} within {time}");
                }
            }
        },
        iter: 300);

    [Fact]
    public void Whatever_is_remembered_the_pause_has_an_end() => Gen.Select(Gen.Int, Gen.Int, Gen.Bool, Gen.Long, Gen.Long).Sample((attempts, level, paused, hour, day) =>
    {
        var limiter = AttemptLimiter.Restore(new AttemptMemory(attempts, level, paused, TimeSpan.FromTicks(hour), TimeSpan.FromTicks(day)), Rules, Instant);

        Assert.True(!(limiter.PausedUntil - Instant > TimeSpan.FromMinutes(15)));
        Assert.Null(limiter.Expire(Instant + TimeSpan.FromMinutes(15)).PausedUntil);
    });

    private static readonly MonotonicInstant Instant = new(TimeSpan.FromHours(3));

    /// <summary>How many attempts were looked at, of one that is made again and again.</summary>
    private static int Taken(DoorBench door, TimeSpan time, TimeSpan every)
    {
        var taken = 0;
        for (var end = door.Now + time; door.Now < end;)
        {
            door.After(every.TotalSeconds);
            if (door.Machine.Conditions.RefusalOf(door.State) is null)
            {
                taken++;
                door.After(0, Refused);
            }
        }

        return taken;
    }
}
