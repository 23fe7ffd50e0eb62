namespace DoorFace.Core.Audit;

/// <summary>How many events alike are told one by one before they are told together.</summary>
/// <param name="Burst">So many at once.</param>
/// <param name="Interval">One more after each of these; and those that are told together are so no more often.</param>
/// <param name="ByDetail">Whether only those with the same detail are alike.</param>
public sealed record MergeRule(int Burst, TimeSpan Interval, bool ByDetail = false)
{
    /// <summary>Entries that events which never cease make in a day: those of the burst apart, one alone and one for all others at each interval.</summary>
    public double MostADay => 2 * (TimeSpan.FromDays(1) / Interval);
}
