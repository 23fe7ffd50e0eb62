namespace DoorFace.Simulator.Camera;

/// <summary>The walk as a function of the frame's number: a steady pace, so that the face grows as one over its distance, with sway and steps on top.</summary>
internal sealed class WalkPath
{
    private const double StepFrames = 8;
    private const double ShutterOpen = 0.5;

    /// <summary>Frames in which the head gets from one turn to the next.</summary>
    private const double TurnFrames = 6;

    private readonly WalkUpOptions _options;
    private readonly double _firstHeight;
    private readonly double _lastHeight;
    private readonly double _startOffset;
    private readonly double[] _phases;

    /// <param name="options">Valid ones.</param>
    /// <param name="tallestThatFits">The largest face height at which all people are in the frame.</param>
    public WalkPath(WalkUpOptions options, double tallestThatFits)
    {
        _options = options;
        _lastHeight = Math.Min(options.LastFaceHeight, tallestThatFits);
        _firstHeight = Math.Min(options.FirstFaceHeight, _lastHeight);
        var random = new DeterministicRandom((ulong)options.Seed);
        _startOffset = ((random.NextDouble() * 2) - 1) * 0.08 * SimulatedSensor.Width;
        _phases = [random.NextDouble(), random.NextDouble(), random.NextDouble(), random.NextDouble(), random.NextDouble()];
    }

    public WalkPose At(int frame)
    {
        var progress = Progress(frame);
        var height = HeightAt(frame);
        var step = progress < 1 ? 1 : 0.2;
        var centerX = CenterXAt(frame);
        return new WalkPose(
            height,
            centerX,
            (0.46 * SimulatedSensor.Height) + (0.03 * step * height * Wave(frame, StepFrames, 1)),
            double.DegreesToRadians((_options.RollDegrees * Wave(frame, 33, 2)) - _options.LeanDegrees),
            _options.Defocus * (0.5 + (0.5 * Wave(frame, 21, 3))),
            Math.Abs(centerX - CenterXAt(frame - 1)) * ShutterOpen,
            1 + (_options.ExposureSwing * Wave(frame, 50, 4)));
    }

    /// <summary>How the head is turned: at first as the first of the turns.</summary>
    public HeadAngle AngleAt(int frame)
    {
        if (_options.Turns.Count == 0)
        {
            return default;
        }

        var (stood, turns) = (Math.Max(frame - _options.ApproachFrames, 0), (long)_options.Turns.Count);
        var turn = (int)Math.Min(stood * turns / Math.Max(_options.StandFrames, 1), turns - 1);
        // The first frame of a turn is the first whose share of the time reaches it.
        var since = stood - (((turn * (long)_options.StandFrames) + turns - 1) / turns);
        var before = _options.Turns[Math.Max(turn - 1, 0)];
        return before.Towards(_options.Turns[turn], Math.Min((since + 1) / TurnFrames, 1));
    }

    private double Progress(int frame) => Math.Clamp((double)frame / (_options.ApproachFrames - 1), 0, 1);

    private double HeightAt(int frame)
    {
        var progress = Progress(frame);
        return 1 / ((progress / _lastHeight) + ((1 - progress) / _firstHeight));
    }

    private double CenterXAt(int frame) =>
        (0.5 * SimulatedSensor.Width)
        + (_startOffset * (1 - Progress(frame)))
        + (_options.Sway * HeightAt(frame) * Wave(frame, 40, 0));

    private double Wave(int frame, double period, int phase) => Math.Sin(2 * Math.PI * ((frame / period) + _phases[phase]));
}
