using DoorFace.Core.Imaging;
using DoorFace.Core.Time;

namespace DoorFace.Core.Tests.Imaging;

public class PictureMonitorTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly PictureMonitor _monitor = new(new PictureRules());
    private readonly LumaGrid _grid = new();
    private MonotonicInstant _now;
    private ulong _noise;

    [Fact]
    public void An_ordinary_picture_is_good() => Assert.Equal(PictureCondition.Good, After(20, mean: 110));

    [Theory]
    [InlineData(0, PictureCondition.Black)]
    [InlineData(3.9, PictureCondition.Black)]
    [InlineData(4, PictureCondition.TooDark)]
    [InlineData(24.9, PictureCondition.TooDark)]
    [InlineData(25, PictureCondition.Good)]
    [InlineData(249.95, PictureCondition.OverExposed)]
    [InlineData(249.85, PictureCondition.Good)]
    public void What_lasts_is_told(double mean, PictureCondition expected) => Assert.Equal(expected, After(4, mean));

    [Fact]
    public void What_passes_is_not()
    {
        After(5, mean: 110);

        Assert.Equal(PictureCondition.Good, After(2.5, mean: 10));
        Assert.Equal(PictureCondition.Good, After(2.5, mean: 110));
        Assert.Equal(PictureCondition.Good, After(2.5, mean: 10));
    }

    [Fact]
    public void It_is_over_when_the_picture_was_good_for_as_long()
    {
        After(5, mean: 10);

        Assert.Equal(PictureCondition.TooDark, After(2.5, mean: 110));
        Assert.Equal(PictureCondition.Good, After(1, mean: 110));
    }

    [Fact]
    public void At_the_limit_the_lamp_does_not_flicker()
    {
        After(5, mean: 24);

        Assert.Equal(PictureCondition.TooDark, After(10, mean: 26));
        Assert.Equal(PictureCondition.Good, After(4, mean: 33));
    }

    [Fact]
    public void The_same_bytes_for_too_long_are_a_frozen_camera_and_the_next_change_ends_it()
    {
        Assert.Equal(PictureCondition.Good, After(4.9, mean: 110, frozen: true));
        Assert.Equal(PictureCondition.Frozen, After(0.3, mean: 110, frozen: true));
        Assert.Equal(PictureCondition.Good, After(0.1, mean: 110));
    }

    [Theory]
    [InlineData(0, PictureCondition.Black)]
    [InlineData(10, PictureCondition.TooDark)]
    [InlineData(255, PictureCondition.OverExposed)]
    public void A_covered_lens_without_noise_is_no_camera_that_hangs(double mean, PictureCondition expected) =>
        Assert.Equal(expected, After(60, mean, frozen: true));

    [Fact]
    public void A_recording_of_still_pictures_is_never_frozen()
    {
        _monitor.OfStills = true;
        Assert.Equal(PictureCondition.Good, After(60, mean: 110, frozen: true));

        // A film after it has all the time that a film has.
        _monitor.OfStills = false;
        Assert.Equal(PictureCondition.Good, After(1, mean: 110, frozen: true));
        Assert.Equal(PictureCondition.Frozen, After(60, mean: 110, frozen: true));
    }

    [Fact]
    public void With_no_frozen_time_nothing_is_frozen()
    {
        var monitor = new PictureMonitor(new PictureRules { FrozenTime = TimeSpan.Zero });
        Fill(110, 0);
        for (var i = 0; i < 1000; i++)
        {
            monitor.Look(_grid, _now += Interval);
        }

        Assert.Equal(PictureCondition.Good, monitor.Condition);
    }

    [Fact]
    public void A_change_is_told_once()
    {
        var changes = 0;
        for (var i = 0; i < 100; i++)
        {
            Fill(10, ++_noise);
            changes += _monitor.Look(_grid, _now += Interval) ? 1 : 0;
        }

        Assert.Equal(1, changes);
    }

    [Fact]
    public void After_a_reset_nothing_is_known()
    {
        After(5, mean: 110, frozen: true);
        _monitor.Reset();

        Assert.Equal(PictureCondition.Good, _monitor.Condition);
        Assert.Equal(PictureCondition.Good, After(2, mean: 10, frozen: true));
    }

    private PictureCondition After(double seconds, double mean, bool frozen = false)
    {
        for (var end = _now + TimeSpan.FromSeconds(seconds); _now < end;)
        {
            Fill(mean, frozen ? 7 : ++_noise);
            _monitor.Look(_grid, _now += Interval);
        }

        return _monitor.Condition;
    }

    /// <summary>Cells of the two whole levels around the mean, as many of each as it takes; of 249.95, 95 % are 250.</summary>
    private void Fill(double mean, ulong fingerprint)
    {
        var lower = (int)mean;
        var higher = (int)Math.Round((mean - lower) * _grid.Cells.Length);
        for (var i = 0; i < _grid.Cells.Length; i++)
        {
            _grid.Cells[i] = (byte)(i < higher ? lower + 1 : lower);
        }

        _grid.Complete(fingerprint);
    }
}
