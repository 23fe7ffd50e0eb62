using System.Collections.Immutable;

namespace DoorFace.Core.Signals;

/// <summary>How a lamp shines or a buzzer sounds: data, played from the instant its reason arose.</summary>
/// <param name="Phases">How long on, off, on, off, ...; each above zero. Empty for steadily on.</param>
/// <param name="Repeats">Whether the phases begin again after the last one; otherwise the output is off from then on.</param>
/// <param name="LastsFor">The output is off after this, however often the phases repeat; null for no such end.</param>
public sealed record SignalPattern(ImmutableArray<TimeSpan> Phases, bool Repeats = false, TimeSpan? LastsFor = null)
{
    private readonly TimeSpan _round = new(Phases.Sum(phase => phase.Ticks));

    /// <summary>On, without a change.</summary>
    public static SignalPattern Steady { get; } = new([]);

    /// <summary>Once: on, off, on, ... for as many milliseconds each.</summary>
    public static SignalPattern Once(params ReadOnlySpan<int> milliseconds) => new(Of(milliseconds));

    /// <summary>Again and again: on, off, ... for as many milliseconds each.</summary>
    public static SignalPattern Repeated(params ReadOnlySpan<int> milliseconds) => new(Of(milliseconds), Repeats: true);

    /// <summary>What the pattern shows at an instant.</summary>
    /// <param name="elapsed">Time since it began, 0 or more.</param>
    /// <returns>Whether the output is on; how long after the beginning that changes, null for never; whether the pattern has come to its end.</returns>
    public (bool On, TimeSpan? ChangesAt, bool Ended) At(TimeSpan elapsed)
    {
        if (LastsFor <= elapsed || (!Repeats && Phases.Length > 0 && elapsed >= _round))
        {
            return (false, null, true);
        }

        if (Phases.Length == 0)
        {
            return (true, LastsFor, false);
        }

        var phaseEnd = new TimeSpan(elapsed.Ticks / _round.Ticks * _round.Ticks);
        var phase = -1;
        while (phaseEnd <= elapsed)
        {
            phaseEnd += Phases[++phase];
        }

        return (phase % 2 == 0, LastsFor < phaseEnd ? LastsFor : phaseEnd, false);
    }

    private static ImmutableArray<TimeSpan> Of(ReadOnlySpan<int> milliseconds)
    {
        var phases = ImmutableArray.CreateBuilder<TimeSpan>(milliseconds.Length);
        foreach (var phase in milliseconds)
        {
            phases.Add(TimeSpan.FromMilliseconds(phase));
        }

        return phases.MoveToImmutable();
    }
}
