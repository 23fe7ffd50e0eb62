using CsCheck;
using DoorFace.Core.Audit;
using DoorFace.Core.Door;

namespace DoorFace.Core.Tests.Door;

/// <summary>What was decided about a frame that is older than a second does nothing, whatever the door is at.</summary>
public sealed class OldDecisionTests
{
    [Theory]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(1.001, false)]
    [InlineData(8, false)]
    public void A_grant_counts_for_a_second(double secondsAgo, bool opens)
    {
        var door = new DoorBench();

        door.After(0, door.GrantSeen(secondsAgo));

        Assert.Equal(opens, door.IsReleased);
        Assert.Equal(opens, door.Kinds.Contains(AuditKind.StrikeReleased));
    }

    [Fact]
    public void An_old_grant_neither_prolongs_nor_takes_refusals_back()
    {
        var door = new DoorBench();
        for (var i = 0; i < 4; i++)
        {
            door.After(10, DoorBench.Refused);
        }

        door.After(5).After(0, door.GrantSeen(2));
        door.After(5, DoorBench.Refused);

        Assert.Contains(AuditKind.FacesPaused, door.Kinds);
        Assert.DoesNotContain(AuditKind.StrikeReleased, door.Kinds);
    }

    [Fact]
    public void An_old_refusal_is_no_attempt()
    {
        var door = new DoorBench();
        for (var i = 0; i < 20; i++)
        {
            door.After(10).After(0, door.RefusedSeen(1.5));
        }

        Assert.DoesNotContain(AuditKind.AccessDenied, door.Kinds);
        Assert.DoesNotContain(AuditKind.FacesPaused, door.Kinds);
    }

    [Fact]
    public void An_old_decision_changes_no_state_at_any_moment() =>
        Gen.Select(Gen.Int[0, 6].List[0, 12], Gen.Double[1.01, 3600], Gen.Bool).Sample((before, age, granted) =>
        {
            DoorInput[] inputs =
            [
                DoorBench.Grant, DoorBench.Refused, DoorBench.Pressed, DoorBench.LetGo, DoorBench.Opened,
                DoorBench.Ask(new DoorRequest.LockDown()), DoorBench.Ask(new DoorRequest.Normal()),
            ];
            var door = new DoorBench();
            door.After(4000);
            foreach (var input in before)
            {
                door.After(0.7, inputs[input]);
            }

            // Not only no release: the same as if nothing but time had come.
            var old = granted ? door.GrantSeen(age) : door.RefusedSeen(age);
            var without = door.Machine.Step(door.State, new DoorInput.TimerElapsed(), door.Now);
            var with = door.Machine.Step(door.State, old, door.Now);
            Assert.Equal($"{without.State}", $"{with.State}");
            Assert.Equal(without.State.Limiter.Attempts, with.State.Limiter.Attempts);
            Assert.Equal(without.State.Sensors, with.State.Sensors);
            Assert.Empty(with.Commands);
            Assert.Empty(with.Events);
        });
}
