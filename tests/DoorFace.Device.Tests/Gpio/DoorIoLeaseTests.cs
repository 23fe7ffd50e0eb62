using System.Device.Gpio;
using CsCheck;
using DoorFace.Core.Door;
using DoorFace.Core.Time;

namespace DoorFace.Device.Tests.Gpio;

public sealed class DoorIoLeaseTests : IDisposable
{
    private readonly DoorBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_output_without_a_further_command_ends_by_itself_at_its_instant_and_not_before(bool activeLow)
    {
        _bench.Outputs[DoorOutput.Strike] = DoorBench.Output(DoorBench.StrikeLine, activeLow);
        using var io = _bench.Open();
        io.Apply(DoorBench.On(DoorOutput.Strike, _bench.In(5000)));

        _bench.Advance(4999);
        Assert.Equal(!activeLow, _bench.Driver.Level(DoorBench.StrikeLine));

        _bench.Advance(1);
        Assert.Equal(activeLow, _bench.Driver.Level(DoorBench.StrikeLine));
        Assert.Empty(_bench.Faults);
    }

    [Fact]
    public void A_further_command_sets_the_end_anew()
    {
        using var io = _bench.Open();
        io.Apply(DoorBench.On(DoorOutput.Strike, _bench.In(5000)));
        _bench.Advance(3000);
        io.Apply(DoorBench.On(DoorOutput.Strike, _bench.In(5000)));

        _bench.Advance(4999);
        Assert.Equal(PinValue.High, _bench.Driver.Level(DoorBench.StrikeLine));

        _bench.Advance(1);
        Assert.Equal(PinValue.Low, _bench.Driver.Level(DoorBench.StrikeLine));
    }

    [Fact]
    public void An_end_that_was_taken_back_does_not_end_a_later_command()
    {
        _bench.Outputs[DoorBench.Lamp] = DoorBench.Output(DoorBench.LampLine);
        using var io = _bench.Open();
        io.Apply(DoorBench.On(DoorBench.Lamp, _bench.In(5000)));
        io.Apply(DoorBench.Off(DoorBench.Lamp));
        io.Apply(DoorBench.On(DoorBench.Lamp));

        _bench.Advance(3_600_000);

        Assert.Equal(PinValue.High, _bench.Driver.Level(DoorBench.LampLine));
    }

    [Fact]
    public void A_command_that_comes_after_its_end_shows_nothing()
    {
        using var io = _bench.Open();
        var before = _bench.Driver.Journal.Count;

        io.Apply(DoorBench.On(DoorOutput.Strike, _bench.Now));

        Assert.Equal(before, _bench.Driver.Journal.Count);
        Assert.False(io.IsActive(DoorOutput.Strike));
    }

    [Fact]
    public void A_line_that_fails_at_its_end_is_told_and_secured_when_it_works_again()
    {
        using var io = _bench.Open();
        io.Apply(DoorBench.On(DoorOutput.Strike, _bench.In(250)));
        _bench.Driver.FailLine(DoorBench.StrikeLine, new IOException("Input/output error"));

        _bench.Advance(250);
        Assert.Contains("could not be made inactive", Assert.Single(_bench.Faults).Message, StringComparison.Ordinal);
        Assert.Equal(PinValue.High, _bench.Driver.Level(DoorBench.StrikeLine));

        _bench.Driver.FailLine(DoorBench.StrikeLine, null);
        _bench.Advance(500);
        Assert.Equal(PinValue.Low, _bench.Driver.Level(DoorBench.StrikeLine));
    }

    [Fact]
    public void A_write_that_throws_after_it_took_effect_still_ends()
    {
        using var io = _bench.Open();
        // The level is written, and reading it back fails.
        _bench.Driver.PinChanged += (_, change) =>
            _bench.Driver.FailLine(change.Line, change.Level == PinValue.High ? new IOException("Input/output error") : null);
        Assert.ThrowsAny<Exception>(() => io.Apply(DoorBench.On(DoorOutput.Strike, _bench.In(250))));
        Assert.Equal(PinValue.High, _bench.Driver.Level(DoorBench.StrikeLine));
        _bench.Driver.FailLine(DoorBench.StrikeLine, null);

        _bench.Advance(250);

        Assert.Equal(PinValue.Low, _bench.Driver.Level(DoorBench.StrikeLine));
    }

    [Fact]
    public void Whatever_is_commanded_an_output_ends_with_its_end_or_the_next_command_whichever_is_first() =>
        Gen.Select(Gen.Int[1, 400], Gen.Int[0, 3], Gen.Int[1, 600]).Array[1, 20].Sample(steps =>
        {
            using var bench = new DoorBench();
            using var io = bench.Open();
            List<MonotonicInstant> ends = [];
            MonotonicInstant? until = null;
            foreach (var (gap, kind, length) in steps)
            {
                AdvanceStepwise(bench, gap);
                if (until <= bench.Now || (until is not null && kind == 0))
                {
                    ends.Add(until.Value <= bench.Now ? until.Value : bench.Now);
                    until = null;
                }

                until = kind == 0 ? null : bench.In(length);
                io.Apply(kind == 0 ? DoorBench.Off(DoorOutput.Strike) : DoorBench.On(DoorOutput.Strike, until));
            }

            AdvanceStepwise(bench, 600);
            if (until is { } last)
            {
                ends.Add(last);
            }

            Assert.Equal(ends, bench.Driver.Journal.Where(change => change.Level == PinValue.Low).Select(change => change.At));
        }, iter: 50);

    // The journal's instants are those of the clock, which one long step would move past the timers first.
    private static void AdvanceStepwise(DoorBench bench, int milliseconds)
    {
        for (var i = 0; i < milliseconds; i++)
        {
            bench.Advance(1);
        }
    }
}
