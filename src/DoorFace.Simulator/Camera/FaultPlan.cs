using System.Globalization;
using System.Text.RegularExpressions;

namespace DoorFace.Simulator.Camera;

/// <summary>
/// When which fault of a camera comes. As text, items with commas between: <c>KIND@FRAME</c> or <c>KIND@FRAMExCOUNT</c> for a fault at a frame and
/// for how many frames, and <c>every=FRAMES</c> or <c>every=FRAMESxCOUNT</c> for one of each kind in turn, over and over. The kinds are garbage,
/// truncated, wrong-size, black, frozen, over-exposed, stall and failure; the last two last until the camera is started again.
/// </summary>
public sealed partial class FaultPlan
{
    private static readonly FaultKind[] Kinds = Enum.GetValues<FaultKind>();

    private readonly IReadOnlyList<Fault> _faults;
    private readonly int _every;
    private readonly int _frames;

    /// <param name="faults">Single faults; of two at one time the one that was given first counts.</param>
    /// <param name="every">After how many frames one of each kind follows in turn; 0 for never.</param>
    /// <param name="frames">For how many frames each of those is seen, at least 1 and below <paramref name="every"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public FaultPlan(IReadOnlyList<Fault> faults, int every = 0, int frames = 1)
    {
        ArgumentNullException.ThrowIfNull(faults);
        ArgumentOutOfRangeException.ThrowIfNegative(every);
        ArgumentOutOfRangeException.ThrowIfLessThan(frames, 1);
        if (every > 0)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(frames, every);
        }

        (_faults, _every, _frames) = (faults, every, frames);
    }

    /// <summary>Reads a plan from its text.</summary>
    /// <exception cref="FormatException">It is not one; the message says what is wrong and what can be written.</exception>
    public static FaultPlan Parse(string text)
    {
        List<Fault> faults = [];
        (int Every, int Frames) turns = (0, 1);
        foreach (var item in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (TurnsText().Match(item) is { Success: true } every)
            {
                turns = turns.Every == 0 ? (Number(every, "every"), Number(every, "count")) : throw Wrong(item, "every stands there twice");
                _ = turns.Every > turns.Frames ? true : throw Wrong(item, "a fault must end before the next one begins");
            }
            else
            {
                faults.Add(ParseFault(item));
            }
        }

        return new FaultPlan(faults, turns.Every, turns.Frames);

        int Number(Match match, string group) => ParseNumber(match, group, item: match.Value);
    }

    /// <summary>What is wrong with the frame of this number, from 0; null when nothing is.</summary>
    public FaultKind? At(long frame)
    {
        if (_faults.FirstOrDefault(fault => fault.Covers(frame)) is { } single)
        {
            return single.Kind;
        }

        return _every > 0 && frame >= _every && frame % _every < _frames ? Kinds[((frame / _every) - 1) % Kinds.Length] : null;
    }

    private static Fault ParseFault(string item)
    {
        var match = FaultText().Match(item);
        if (!match.Success)
        {
            throw Wrong(item, "it is neither KIND@FRAME, KIND@FRAMExCOUNT nor every=FRAMES");
        }

        var name = match.Groups["kind"].Value;
        if (!Enum.TryParse<FaultKind>(name.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var kind))
        {
            throw Wrong(item, $"there is no fault '{name}', only {string.Join(", ", Kinds.Select(Name))}");
        }

        var fault = new Fault(kind, ParseNumber(match, "frame", item), ParseNumber(match, "count", item));
        return kind is FaultKind.Stall or FaultKind.Failure && match.Groups["count"].Success ? throw Wrong(item, $"a {Name(kind)} has no number of frames: it lasts")
            : fault.Frames > 0 ? fault
            : throw Wrong(item, "the number of frames must be at least 1");
    }

    private static int ParseNumber(Match match, string group, string item) =>
        !match.Groups[group].Success ? 1
        : int.TryParse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw Wrong(item, $"a number is above {int.MaxValue}");

    private static string Name(FaultKind kind) => WordStart().Replace(kind.ToString(), "-$0").ToLowerInvariant();

    private static FormatException Wrong(string item, string why) =>
        new($"'{item}' is not a camera fault: {why}. Write for example stall@300,garbage@600x5 or every=300.");

    [GeneratedRegex(@"^(?<kind>[a-zA-Z-]+)@(?<frame>\d+)(x(?<count>\d+))?$")]
    private static partial Regex FaultText();

    [GeneratedRegex(@"^every=(?<every>\d+)(x(?<count>\d+))?$")]
    private static partial Regex TurnsText();

    [GeneratedRegex("(?<!^)[A-Z]")]
    private static partial Regex WordStart();
}
