namespace DoorFace.Core.Tests.Door;

/// <summary>How warm the coil is, by the log of when it was energised.</summary>
internal sealed partial class StrikeOracle
{
    /// <summary>The part of any stretch of time for which the coil was energised, over what it may be; 0 or less for a coil that does not burn.</summary>
    public double WorstExcess()
    {
        var worst = 0.0;
        for (var first = 0; first < _energised.Count; first++)
        {
            var sum = 0.0;
            for (var last = first; last < _energised.Count; last++)
            {
                sum += _energised[last].Off - _energised[last].On;
                worst = Math.Max(worst, sum - _longest - (rules.DutyCycle / 100.0 * (_energised[last].Off - _energised[first].On)));
            }
        }

        return rules.DutyCycle == 100 ? 0 : worst;
    }

    private double Latest() => Math.Min(_begun + _longest, _coil ? _on is null ? _now + _longest - Heat(_now) : CoilEnd() : Never);

    private void NoteCoil()
    {
        if (!_coil || IsReleased == _on is not null)
        {
            return;
        }

        if (_on is { } on)
        {
            _energised.Add((on, _now, Heat(_now)));
        }

        _on = IsReleased ? _now : null;
    }

    /// <summary>From the log: warmer by a second with each, and cooler by the duty cycle's share of each second of rest.</summary>
    private double Heat(double at)
    {
        var (last, heat) = _energised.Count > 0 ? (_energised[^1].Off, _energised[^1].Heat) : (0.0, 0.0);
        return _on is { } since ? Math.Max(0, heat - Cooling(since - last)) + at - since : Math.Max(0, heat - Cooling(at - last));
    }

    private double Cooling(double rest) => rules.DutyCycle == 100 ? Never : rest * rules.DutyCycle / (100 - rules.DutyCycle);

    private double CoilEnd() => _on!.Value + _longest - Heat(_on.Value);

    private bool IsTooWarmFor(double time) => _coil && !IsReleased && rules.DutyCycle < 100 && Heat(_now) > _longest - time + Hair;

    private double RestedAt(double time) => _now + (rules.DutyCycle == 100 ? 0 : WholeTicks(Math.Max(0, Heat(_now) - _longest + time) * (100 - rules.DutyCycle) / rules.DutyCycle));

    // A clock has whole ticks: a rest is over with the first after its end. Dozens of rests in a row would add up to more than a hair's breadth otherwise.
    private static double WholeTicks(double seconds) => Math.Ceiling((seconds * TimeSpan.TicksPerSecond) - 0.001) / TimeSpan.TicksPerSecond;
}
