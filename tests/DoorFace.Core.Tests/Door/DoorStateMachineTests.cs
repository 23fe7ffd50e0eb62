using CsCheck;
using DoorFace.Core.Access;
using DoorFace.Core.Biometrics;
using DoorFace.Core.Door;
using DoorFace.Core.Time;

namespace DoorFace.Core.Tests.Door;

public class DoorStateMachineTests
{
    private static readonly DoorRules Rules = new() { UnlockTime = TimeSpan.FromSeconds(5), LongestEnergisedTime = TimeSpan.FromSeconds(12) };
    private static readonly DoorInput Grant = new DoorInput.AccessGranted(new SubjectId(Guid.Empty), new ComparisonScore(0.7f));
    private static readonly DoorInput Denial = new DoorInput.AccessDenied(DenialReason.BelowThreshold, IsAttempt: true);
    private static readonly DoorInput Timer = new DoorInput.TimerElapsed();
    private static readonly DoorInput Shutdown = new DoorInput.Shutdown();
    private static readonly DoorStateMachine Machine = new(Rules);

    [Fact]
    public void A_grant_releases_the_strike_for_the_unlock_time_and_asks_to_be_woken_then()
    {
        var step = Machine.Step(DoorState.Initial, Grant, At(100));

        Assert.Equal(StrikeState.Released, step.State.Strike);
        Assert.Equal([new DoorCommand(DoorOutput.Strike, true)], step.Commands);
        Assert.Equal(At(105), step.WakeAt);
    }

    [Fact]
    public void The_timer_secures_the_strike_when_the_unlock_time_has_passed()
    {
        var released = Machine.Step(DoorState.Initial, Grant, At(100)).State;

        var step = Machine.Step(released, Timer, At(105));

        Assert.Equal(DoorState.Initial, step.State);
        Assert.Equal([new DoorCommand(DoorOutput.Strike, false)], step.Commands);
        Assert.Null(step.WakeAt);
    }

    [Fact]
    public void A_timer_that_comes_early_changes_nothing_and_the_wake_up_stays()
    {
        var released = Machine.Step(DoorState.Initial, Grant, At(100)).State;

        var step = Machine.Step(released, Timer, At(104.999));

        Assert.Equal(released, step.State);
        Assert.Empty(step.Commands);
        Assert.Equal(At(105), step.WakeAt);
    }

    [Fact]
    public void A_second_grant_starts_the_unlock_time_anew()
    {
        var released = Machine.Step(DoorState.Initial, Grant, At(100)).State;

        Assert.Equal(At(108), Machine.Step(released, Grant, At(103)).WakeAt);
    }

    [Fact]
    public void Grants_never_hold_the_strike_beyond_its_longest_energised_time()
    {
        var state = Machine.Step(DoorState.Initial, Grant, At(100)).State;
        state = Machine.Step(state, Grant, At(104)).State;

        Assert.Equal(At(112), Machine.Step(state, Grant, At(108)).WakeAt);
    }

    [Fact]
    public void A_denial_does_not_take_the_door_from_whoever_was_let_in()
    {
        var released = Machine.Step(DoorState.Initial, Grant, At(100)).State;

        Assert.Equal(released, Machine.Step(released, Denial, At(101)).State);
    }

    [Fact]
    public void A_denial_after_the_deadline_secures_a_strike_whose_timer_is_late()
    {
        var released = Machine.Step(DoorState.Initial, Grant, At(100)).State;

        Assert.Equal(DoorState.Initial, Machine.Step(released, Denial, At(106)).State);
    }

    [Fact]
    public void A_grant_before_a_late_timer_goes_on_with_the_same_release()
    {
        var released = Machine.Step(DoorState.Initial, Grant, At(100)).State;

        var step = Machine.Step(released, Grant, At(106));

        Assert.Empty(step.Commands);
        Assert.Equal(At(100), step.State.ReleasedAt);
        Assert.Equal(At(111), step.WakeAt);
    }

    [Fact]
    public void A_grant_when_the_longest_time_is_over_secures_the_strike()
    {
        var released = Machine.Step(DoorState.Initial, Grant, At(100)).State;

        Assert.Equal(DoorState.Initial, Machine.Step(released, Grant, At(112)).State);
    }

    [Fact]
    public void Shutdown_secures_the_strike_for_good()
    {
        var released = Machine.Step(DoorState.Initial, Grant, At(100)).State;

        var step = Machine.Step(released, Shutdown, At(101));
        var after = Machine.Step(step.State, Grant, At(102));

        Assert.Equal([new DoorCommand(DoorOutput.Strike, false)], step.Commands);
        Assert.Equal(StrikeState.Secured, after.State.Strike);
        Assert.Empty(after.Commands);
    }

    /// <summary>Random inputs at random instants, the machine woken as it asked: what the strike did is judged from its commands alone.</summary>
    [Fact]
    public void The_strike_is_released_only_by_a_grant_never_too_long_and_always_secured_in_the_end()
    {
        DoorInput[] inputs = [Grant, Grant, Denial, Timer];
        var input = Gen.Int[0, inputs.Length - 1].Select(i => inputs[i]);
        Gen.Select(input, Gen.Int[0, 8000]).List[0, 60].Sample(events =>
        {
            var (state, wakeAt, now) = (DoorState.Initial, (MonotonicInstant?)null, At(0));
            MonotonicInstant? energisedAt = null;
            void Feed(DoorInput next)
            {
                var step = Machine.Step(state, next, now);
                foreach (var command in step.Commands)
                {
                    Assert.True(!command.Active || next is DoorInput.AccessGranted, $"{next} energised the strike");
                    energisedAt = command.Active ? now : null;
                }

                Assert.Equal(energisedAt is not null, step.State.Strike == StrikeState.Released);
                Assert.True(energisedAt is null || now - energisedAt.Value <= Rules.LongestEnergisedTime);
                Assert.Equal(energisedAt is not null, step.WakeAt is not null);
                (state, wakeAt) = (step.State, step.WakeAt);
            }

            foreach (var (next, milliseconds) in events)
            {
                var at = now + TimeSpan.FromMilliseconds(milliseconds);
                while (wakeAt is { } wake && wake <= at)
                {
                    now = wake;
                    Feed(Timer);
                }

                now = at;
                Feed(next);
            }

            if (wakeAt is { } last)
            {
                now = last;
                Feed(Timer);
            }

            Assert.Equal(DoorState.Initial, state);
        });
    }

    private static MonotonicInstant At(double seconds) => new(TimeSpan.FromSeconds(seconds));
}
