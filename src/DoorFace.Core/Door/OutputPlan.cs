using System.Collections.Immutable;
using DoorFace.Core.Time;

namespace DoorFace.Core.Door;

/// <summary>What every output must be, as a function of the state and the instant.</summary>
internal sealed class OutputPlan(DoorConditions conditions)
{
    /// <summary>The adapter's own deadline for an output comes this much after the machine's, which normally acts first.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(1);

    private static readonly ImmutableArray<DoorOutput> All = [.. Enum.GetValues<DoorOutput>()];

    /// <summary>Every output inactive: the safe state.</summary>
    public static ImmutableArray<DoorCommand> Safe { get; } = [.. All.Select(output => new DoorCommand(output, false))];

    /// <summary>What every output must be, by its number, and when that changes if nothing happens.</summary>
    public (ImmutableArray<DoorCommand> Outputs, MonotonicInstant? ChangesAt) At(DoorState state, MonotonicInstant now)
    {
        if (state is { ShutDown: true } or { IoFailedSince: not null })
        {
            return (Safe, null);
        }

        var warning = conditions.HeldOpenWarningAt(state);
        var door = new DoorCircumstances(
            state, now, warning <= now ? warning : null, conditions.RefusalOf(state) is null && !state.Faults.ContainsKey(DoorFault.Recognition));
        var outputs = ImmutableArray.CreateBuilder<DoorCommand>(All.Length);
        MonotonicInstant? changesAt = null;
        foreach (var output in All)
        {
            if (output == DoorOutput.Strike)
            {
                outputs.Add(StrikeOf(state));
                continue;
            }

            var (on, next) = DoorSignals.LevelOf(output, door);
            changesAt = DoorConditions.Earliest(changesAt, next);
            // A lamp may shine without end; a buzzer that nobody switches off again would not be forgiven.
            outputs.Add(new DoorCommand(output, on, on && output == DoorOutput.Buzzer ? next + Slack : null));
        }

        return (outputs.MoveToImmutable(), changesAt);
    }

    private DoorCommand StrikeOf(DoorState state)
    {
        var released = conditions.IsReleased(state);
        if (conditions.Rules.Strike == StrikeType.FailSafe)
        {
            // Energised to lock, for as long as it is locked: such a coil is made for continuous duty.
            return new DoorCommand(DoorOutput.Strike, !released);
        }

        if (!released)
        {
            return new DoorCommand(DoorOutput.Strike, false);
        }

        var planned = state.Mode is { Kind: OperatingModeKind.HoldOpen, Until: { } until } && !(until < state.Release?.Until) ? until : state.Release!.Until;
        return new DoorCommand(DoorOutput.Strike, true, DoorConditions.Earliest(planned + Slack, conditions.EnergisedTooLongAt(state)));
    }
}
