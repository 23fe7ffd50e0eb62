using System.Collections.Immutable;
using DoorFace.Core.Time;

namespace DoorFace.Core.Door;

/// <summary>
/// All transitions of the door, as a pure function.
///
/// Theory of operation. The strike is Secured at every start. A grant releases it for the unlock time; when that has passed it
/// is secured again. A further grant while it is released starts the unlock time anew, but the strike is never energised
/// longer than its longest energised time in one go: a coil that is on for ever burns, and a door that is open for ever is no door.
/// A denial changes nothing: whoever was let in before may still walk through. Shutdown secures the strike and is final.
///
/// Time is the instant given with each input, never a clock, and each step says when it wants to be woken. The deadline is looked
/// at before every input, so a late timer cannot lengthen a release, and the strike is secured by whatever comes first.
/// </summary>
public sealed class DoorStateMachine(DoorRules rules)
{
    private static readonly ImmutableArray<DoorCommand> Nothing = [];
    private static readonly ImmutableArray<DoorCommand> Release = [new(DoorOutput.Strike, true)];
    private static readonly ImmutableArray<DoorCommand> Secure = [new(DoorOutput.Strike, false)];

    /// <summary>The commands that bring every output to the level of <see cref="DoorState.Initial"/>.</summary>
    public static ImmutableArray<DoorCommand> InitialCommands => Secure;

    /// <summary>One step.</summary>
    /// <param name="state">The state after the step before, or <see cref="DoorState.Initial"/>.</param>
    /// <param name="input">What happened.</param>
    /// <param name="now">When; never before the instant of the step before.</param>
    public DoorStep Step(DoorState state, DoorInput input, MonotonicInstant now)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(input);
        if (state.ShutDown)
        {
            return Stay(state); // Final: a decision that was still in the queue must not open a door nobody watches any more.
        }

        var expired = state.ReleasedUntil <= now;
        return input switch
        {
            DoorInput.Shutdown => new DoorStep(new DoorState(StrikeState.Secured, ShutDown: true), Secure, null),
            DoorInput.AccessGranted when state.Strike == StrikeState.Secured => ReleaseFrom(now),
            DoorInput.AccessGranted => Extend(state, now),
            // A timer that comes early (it was set for a release that has since been extended) and a denial leave things as they are.
            DoorInput.TimerElapsed or DoorInput.AccessDenied => expired ? Relock() : Stay(state),
            _ => throw new ArgumentOutOfRangeException(nameof(input), input, "Unknown input."),
        };
    }

    private static DoorStep Relock() => new(DoorState.Initial, Secure, null);

    private static DoorStep Stay(DoorState state) => new(state, Nothing, state.ReleasedUntil);

    private DoorStep ReleaseFrom(MonotonicInstant now)
    {
        var until = now + rules.UnlockTime;
        return new DoorStep(new DoorState(StrikeState.Released, now, until), Release, until);
    }

    // Also when the deadline has passed and only its timer is late: the coil has been on all the while, and the longest time counts from
    // its beginning. When that is over the strike is secured; the next grant may release it.
    private DoorStep Extend(DoorState state, MonotonicInstant now)
    {
        var longest = state.ReleasedAt!.Value + rules.LongestEnergisedTime;
        if (longest <= now)
        {
            return Relock();
        }

        var wanted = now + rules.UnlockTime;
        var until = wanted < longest ? wanted : longest;
        return new DoorStep(state with { ReleasedUntil = until }, Nothing, until);
    }
}
