using CsCheck;
using DoorFace.Core.Imaging;
using DoorFace.Core.Time;

namespace DoorFace.Core.Tests.Imaging;

public class AttentionGateTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1 / 10.0);
    private static readonly AttentionRules Rules = new();

    private readonly AttentionGate _gate = new(Rules);
    private readonly LumaGrid _grid = new();
    private MonotonicInstant _now;

    public AttentionGateTests() => Light(100);

    [Fact]
    public void The_first_frame_is_looked_at() => Assert.True(Frame());

    [Fact]
    public void An_unchanging_scene_is_looked_at_once_in_the_recheck_time()
    {
        Frame();

        Assert.Equal(5, Frames(100));
    }

    [Fact]
    public void A_noisy_sensor_and_a_slow_exposure_change_nothing()
    {
        Frame();
        var random = new Random(1);
        var looked = 0;
        for (var i = 0; i < 100; i++)
        {
            Light(100 + (5 * Math.Sin(i / 9.0)), random);
            looked += Frame() ? 1 : 0;
        }

        Assert.Equal(5, looked);
    }

    [Fact]
    public void Something_that_moves_is_looked_at_at_once_and_for_the_hold_time()
    {
        Frame();
        Frames(5);
        Person(column: 10);

        Assert.True(Frame());
        // That frame, and those until the time is over.
        Assert.Equal(9, Frames(15));
    }

    [Fact]
    public void A_slow_change_adds_up()
    {
        Frame();
        for (var i = 0; i < 19; i++)
        {
            for (var cell = 300; cell < 310; cell++)
            {
                _grid.Cells[cell]++;
            }

            _grid.Complete(0);
            if (Frame())
            {
                Assert.InRange(i, 4, 7);
                return;
            }
        }

        Assert.Fail("It was never noticed.");
    }

    [Fact]
    public void A_light_that_is_switched_is_looked_at()
    {
        Frame();
        Frames(3);
        Light(200);

        Assert.True(Frame());
    }

    [Fact]
    public void While_a_face_is_in_view_every_frame_is_looked_at()
    {
        Frame(face: true);

        Assert.Equal(100, Frames(100, face: true));
    }

    [Theory]
    [InlineData(1, 15)]
    [InlineData(0.5, 7.5)]
    [InlineData(0.25, 4)]
    public void No_more_frames_are_looked_at_than_the_rate_and_the_heat_allow(double share, double most)
    {
        var looked = 0;
        for (var i = 0; i < 600; i++)
        {
            _now += TimeSpan.FromSeconds(1 / 60.0);
            if (_gate.Wants(_grid, _now, share))
            {
                looked++;
                _gate.Looked(_grid, _now, faceInView: true);
            }
        }

        Assert.InRange(looked, most * 10 * 0.75, (most * 10 * 1.12) + 1);
    }

    [Fact]
    public void After_a_reset_the_next_frame_is_looked_at()
    {
        Frame();
        Assert.False(Frame());
        _gate.Reset();

        Assert.True(Frame());
    }

    [Fact]
    public void Whatever_the_scene_does_nobody_waits_longer_than_the_recheck_time() =>
        Gen.Select(Gen.Byte, Gen.Int[20, 300], Gen.Bool).Array[1, 60].Sample(frames =>
        {
            var gate = new AttentionGate(Rules);
            var (now, last) = (default(MonotonicInstant), default(MonotonicInstant));
            foreach (var (luma, milliseconds, face) in frames)
            {
                now += TimeSpan.FromMilliseconds(milliseconds);
                Light(luma);
                if (gate.Wants(_grid, now))
                {
                    gate.Looked(_grid, now, face);
                    last = now;
                }

                Assert.True(now - last < Rules.RecheckTime);
            }
        });

    private bool Frame(bool face = false)
    {
        _now += Interval;
        if (!_gate.Wants(_grid, _now))
        {
            return false;
        }

        _gate.Looked(_grid, _now, face);
        return true;
    }

    private int Frames(int count, bool face = false) => Enumerable.Range(0, count).Count(_ => Frame(face));

    private void Light(double level, Random? noise = null)
    {
        foreach (ref var cell in _grid.Cells)
        {
            cell = (byte)(level + (noise is null ? 0 : (noise.NextDouble() * 2) - 1));
        }

        _grid.Complete(0);
    }

    private void Person(int column)
    {
        for (var row = 8; row < LumaGrid.Rows; row++)
        {
            _grid.Cells.Slice((row * LumaGrid.Columns) + column, 5).Fill(40);
        }

        _grid.Complete(0);
    }
}
