namespace DoorFace.Core.Tests.Door;

/// <summary>What refused attempts have taken of their budgets, and for how long faces are not looked at.</summary>
internal sealed partial class StrikeOracle
{
    private void Attempt()
    {
        _attempts.RemoveAll(at => _now - at >= 60 - Hair);
        if (_pauseEnds is not null || (_attempts.Count > 0 && _now - _attempts[^1] < 3 - Hair))
        {
            return;
        }

        _attempts.Add(_now);
        _hour.Take(_now);
        _day.Take(_now);
        var until = _now;
        if (_attempts.Count >= 5)
        {
            _attempts.Clear();
            until = _now + PauseOf(++_level);
        }

        Pause(until);
    }

    private void Succeed()
    {
        var own = _attempts.Count(at => _now - at < 60 - Hair);
        if (own > 0 || _level > 0)
        {
            _hour.GiveBack(own, _now);
            _day.GiveBack(own, _now);
        }

        _attempts.Clear();
        _level = 0;
    }

    private void Pause(double until)
    {
        until = Math.Max(until, Math.Max(_hour.FreeAt, _day.FreeAt));
        _pauseEnds = until > _now + Hair ? until : null;
    }

    private static double PauseOf(int level) => Math.Min(60 * Math.Pow(2, Math.Max(level, 1) - 1), level > 4 ? 900 : 480);

    private sealed class Budget(double within, int most)
    {
        private readonly double _share = within / most;
        private double _taken;
        private double _at;

        public double FreeAt => _at + _taken - (within - _share);

        public void Settle(double now) => (_taken, _at) = (Math.Max(0, _taken - (now - _at)), now);

        public void Take(double now)
        {
            Settle(now);
            _taken += _share;
        }

        public void GiveBack(int attempts, double now)
        {
            Settle(now);
            _taken = Math.Max(0, _taken - (attempts * _share));
        }

        public void Restart(double now) => (_taken, _at) = (Math.Min(_taken, within), now);
    }
}
