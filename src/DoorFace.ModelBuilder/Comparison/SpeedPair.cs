namespace DoorFace.ModelBuilder.Comparison;

/// <summary>How long a run of each of two models takes, measured in turns so that what disturbs one disturbs the other.</summary>
/// <param name="First">The median.</param>
/// <param name="Second">The median.</param>
internal sealed record SpeedPair(TimeSpan First, TimeSpan Second)
{
    private const int WarmUp = 10;

    /// <summary>How many times faster the second is.</summary>
    public double Ratio => First / Second;

    public static SpeedPair Measure(ModelRun first, ModelRun second, IReadOnlyList<float[]> inputs, int runs)
    {
        var (firstTimes, secondTimes) = (new List<TimeSpan>(runs), new List<TimeSpan>(runs));
        for (var i = -WarmUp; i < runs; i++)
        {
            var input = inputs[Math.Abs(i) % inputs.Count];
            var (firstTime, secondTime) = (first.Time(input), second.Time(input));
            if (i >= 0)
            {
                firstTimes.Add(firstTime);
                secondTimes.Add(secondTime);
            }
        }

        return new SpeedPair(Median(firstTimes), Median(secondTimes));
    }

    private static TimeSpan Median(List<TimeSpan> times)
    {
        times.Sort();
        return times[times.Count / 2];
    }
}
