using CsCheck;
using DoorFace.Core.Signals;
using DoorFace.Core.Time;

namespace DoorFace.Core.Tests.Signals;

public sealed class DebounceTests
{
    private static readonly Debounce Both30 = new(Milliseconds(30));

    /// <summary>Changes of a line's level: the gaps between them in milliseconds, with many shorter than the times of the filter.</summary>
    private static readonly Gen<int[]> Gaps = Gen.OneOf(Gen.Int[1, 12], Gen.Int[1, 120]).Array[0, 40];

    private static readonly Gen<Debounce> Filters = Gen.Select(
        Gen.Int[0, 60], Gen.Int[0, 60], (rise, fall) => new Debounce(Milliseconds(rise), Milliseconds(fall)));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_first_level_counts_at_once(bool active)
    {
        var step = Both30.Step(null, active, disturbed: true, At(0));

        Assert.Equal(new DebounceStep(new DebounceState(active), null), step);
    }

    [Fact]
    public void A_level_counts_when_it_has_been_there_for_the_time_and_not_before()
    {
        var step = Both30.Step(new DebounceState(false), active: true, disturbed: true, At(100));
        Assert.False(step.State.Active);
        Assert.Equal(At(130), step.WakeAt);

        step = Both30.Step(step.State, active: true, disturbed: false, At(129));
        Assert.False(step.State.Active);
        Assert.Equal(At(130), step.WakeAt);

        step = Both30.Step(step.State, active: true, disturbed: false, At(130));
        Assert.True(step.State.Active);
        Assert.Null(step.WakeAt);
    }

    [Fact]
    public void An_edge_that_leaves_the_level_as_it_was_starts_the_time_anew()
    {
        var step = Both30.Step(new DebounceState(false), active: true, disturbed: true, At(100));

        step = Both30.Step(step.State, active: true, disturbed: true, At(120));

        Assert.Equal(At(150), step.WakeAt);
    }

    [Fact]
    public void A_line_that_goes_back_leaves_nothing_pending()
    {
        var step = Both30.Step(new DebounceState(false), active: true, disturbed: true, At(100));

        step = Both30.Step(step.State, active: false, disturbed: true, At(110));

        Assert.Equal(new DebounceStep(new DebounceState(false), null), step);
    }

    [Fact]
    public void The_way_back_may_take_another_time()
    {
        var filter = new Debounce(TimeSpan.Zero, Milliseconds(200));

        Assert.True(filter.Step(new DebounceState(false), active: true, disturbed: true, At(5)).State.Active);
        Assert.Equal(At(205), filter.Step(new DebounceState(true), active: false, disturbed: true, At(5)).WakeAt);
    }

    [Fact]
    public void No_level_counts_that_was_not_there_for_the_time() =>
        Gen.Select(Filters, Gaps, Gen.Int[1, 20]).Sample((filter, gaps, delay) =>
        {
            var line = new BouncingLine(gaps);
            foreach (var (at, active) in line.Counted(filter, delay).Skip(1))
            {
                var needed = (int)(active ? filter.RiseTime : filter.FallTime).TotalMilliseconds;
                Assert.All(Enumerable.Range(at - needed, needed + 1), instant => Assert.Equal(active, line.LevelAt(instant)));
            }
        });

    [Fact]
    public void The_last_level_counts_in_the_end_and_levels_alternate() =>
        Gen.Select(Filters, Gaps, Gen.Int[1, 20]).Sample((filter, gaps, delay) =>
        {
            var line = new BouncingLine(gaps);
            var counted = line.Counted(filter, delay);

            Assert.Equal(line.LevelAt(line.End), counted[^1].Active);
            Assert.All(counted.Zip(counted.Skip(1)), pair => Assert.NotEqual(pair.First.Active, pair.Second.Active));
        });

    [Fact]
    public void Readings_are_at_most_one_for_each_edge_and_one_more_for_each_time_that_it_waits() =>
        Gen.Select(Filters, Gaps, Gen.Int[1, 20]).Sample((filter, gaps, delay) =>
        {
            var line = new BouncingLine(gaps);
            _ = line.Counted(filter, delay);

            Assert.InRange(line.Readings, 1, 1 + (2 * gaps.Length));
        });

    private static TimeSpan Milliseconds(int milliseconds) => TimeSpan.FromMilliseconds(milliseconds);

    private static MonotonicInstant At(int milliseconds) => new(Milliseconds(milliseconds));

    /// <summary>A line, inactive at first, and a reader that answers each edge some time later, several edges at once if they come meanwhile.</summary>
    private sealed class BouncingLine(int[] gaps)
    {
        private readonly List<int> _changes = [.. gaps.Aggregate(new List<int>(), (at, gap) => [.. at, (at.Count == 0 ? 0 : at[^1]) + gap])];

        public int End => 6_000;

        public int Readings { get; private set; }

        public bool LevelAt(int instant) => _changes.Count(change => change <= instant) % 2 == 1;

        /// <summary>Every level that came to count, with the millisecond of the reading.</summary>
        public List<(int At, bool Active)> Counted(Debounce filter, int delay)
        {
            List<(int, bool)> counted = [];
            DebounceState? state = null;
            int? wakeAt = null;
            int? answerAt = 0;
            for (var now = 0; now <= End; now++)
            {
                var edge = _changes.Contains(now);
                answerAt ??= edge ? now + delay : null;
                if (!(answerAt <= now) && wakeAt != now)
                {
                    continue;
                }

                // A reading answers every edge there was, also when it was made for another reason.
                var before = state?.Active;
                var step = filter.Step(state, LevelAt(now), disturbed: answerAt is not null, At(now));
                Readings++;
                (state, answerAt) = (step.State, null);
                wakeAt = step.WakeAt is { } at ? (int)at.SinceOrigin.TotalMilliseconds : null;
                if (step.State.Active != before)
                {
                    counted.Add((now, step.State.Active));
                }
            }

            return counted;
        }
    }
}
