using CsCheck;
using DoorFace.Core.Signals;
using DoorFace.Core.Time;

namespace DoorFace.Core.Tests.Signals;

public sealed class ButtonGesturesTests
{
    [Theory]
    [InlineData(0.05, ButtonGesture.Press)]
    [InlineData(2.9, ButtonGesture.Press)]
    [InlineData(3.0, ButtonGesture.Hold)]
    [InlineData(9.9, ButtonGesture.Hold)]
    [InlineData(10.0, ButtonGesture.LongHold)]
    [InlineData(29.9, ButtonGesture.LongHold)]
    public void A_press_is_what_its_length_says(double seconds, ButtonGesture gesture)
    {
        var finger = new Finger();
        finger.LetGo();
        finger.Press(seconds);
        finger.Wait(5);
        Assert.Equal([gesture], finger.Gestures);
    }

    [Fact]
    public void Two_presses_shortly_after_one_another_are_one_double_press()
    {
        var finger = new Finger();
        finger.LetGo();
        finger.Press(0.1);
        finger.Wait(0.3);
        finger.Press(0.1);
        finger.Wait(5);
        Assert.Equal([ButtonGesture.DoublePress], finger.Gestures);
    }

    [Fact]
    public void Two_presses_further_apart_are_two()
    {
        var finger = new Finger();
        finger.LetGo();
        finger.Press(0.1);
        finger.Wait(0.5);
        finger.Press(0.1);
        finger.Wait(5);
        Assert.Equal([ButtonGesture.Press, ButtonGesture.Press], finger.Gestures);
    }

    [Fact]
    public void A_hold_is_told_as_soon_as_it_is_one_and_counts_when_let_go()
    {
        var finger = new Finger();
        finger.LetGo();
        finger.Down();
        finger.Wait(3);
        Assert.Equal([ButtonGesture.Hold], finger.Marks);
        finger.Wait(7);
        Assert.Equal([ButtonGesture.Hold, ButtonGesture.LongHold], finger.Marks);
        Assert.Empty(finger.Gestures);
        finger.LetGo();
        Assert.Equal([ButtonGesture.LongHold], finger.Gestures);
    }

    [Theory]
    [InlineData(14.9, false)]
    [InlineData(15.0, true)]
    [InlineData(29.9, true)]
    [InlineData(31.0, false)]
    public void Held_from_the_start_it_means_one_thing_only(double seconds, bool counts)
    {
        var finger = new Finger();
        finger.Press(seconds);
        finger.Wait(5);
        Assert.Equal(counts ? [ButtonGesture.BootHold] : [], finger.Gestures);
        Assert.All(finger.Marks, mark => Assert.Equal(ButtonGesture.BootHold, mark));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_shorted_wire_means_nothing_and_neither_do_further_readings_of_it(bool fromBoot)
    {
        var finger = new Finger();
        if (!fromBoot)
        {
            finger.LetGo();
        }

        finger.Down();
        for (var i = 0; i < 100; i++)
        {
            finger.Wait(10);
            finger.Down();
        }

        finger.LetGo();
        finger.Wait(5);
        Assert.Empty(finger.Gestures);
        finger.Press(0.1);
        finger.Wait(5);
        Assert.Equal([ButtonGesture.Press], finger.Gestures);
    }

    [Fact]
    public void Found_pressed_after_the_line_was_lost_it_was_not_pressed_for_anything()
    {
        var finger = new Finger();
        finger.LetGo();
        finger.Down();
        finger.Lose();
        finger.Press(20);
        finger.Wait(5);
        Assert.Empty(finger.Gestures);
        finger.Press(3);
        Assert.Equal([ButtonGesture.Hold], finger.Gestures);
    }

    /// <summary>Against a definition of its own: one gesture for each press, or one for two that are near, by their lengths alone.</summary>
    [Fact]
    public void Whatever_the_lengths_and_pauses_every_press_counts_once() =>
        Gen.Select(Gen.Double[0.01, 40], Gen.Frequency((1, Gen.Double[0.01, 0.39]), (1, Gen.Double[0.41, 5]))).List[0, 8].Sample(
            presses =>
            {
                var finger = new Finger();
                finger.LetGo();
                List<ButtonGesture> expected = [];
                var pending = false;
                foreach (var (length, pause) in presses)
                {
                    var (isPress, isHold) = (length < 3, length is >= 3 and < 30);
                    if (isPress && pending)
                    {
                        expected.Add(ButtonGesture.DoublePress);
                    }
                    else if (isPress && pause > 0.4)
                    {
                        expected.Add(ButtonGesture.Press);
                    }
                    else if (isHold)
                    {
                        expected.Add(length < 10 ? ButtonGesture.Hold : ButtonGesture.LongHold);
                    }

                    pending = isPress && !pending && pause < 0.4;
                    finger.Press(length);
                    finger.Wait(pause);
                }

                finger.Wait(5);
                if (pending)
                {
                    expected.Add(ButtonGesture.Press);
                }

                Assert.Equal(expected, finger.Gestures);
            },
            iter: 2000);

    /// <summary>A finger on the button, with a timer that wakes the filter when it asks for that.</summary>
    private sealed class Finger
    {
        private ButtonState _state = ButtonGestures.AtBoot;
        private MonotonicInstant _now = new(TimeSpan.FromSeconds(100));
        private MonotonicInstant? _wakeAt;

        public List<ButtonGesture> Gestures { get; } = [];

        public List<ButtonGesture> Marks { get; } = [];

        public void Press(double seconds)
        {
            Down();
            Wait(seconds);
            LetGo();
        }

        public void Down() => Step(true);

        public void LetGo() => Step(false);

        public void Lose() => _state = ButtonState.Lost;

        public void Wait(double seconds)
        {
            var end = _now + TimeSpan.FromSeconds(seconds);
            while (_wakeAt <= end)
            {
                Assert.True(_wakeAt > _now, "The filter asks to be woken again and again.");
                _now = _wakeAt.Value;
                Step(null);
            }

            _now = end;
        }

        private void Step(bool? pressed)
        {
            var step = ButtonGestures.Step(_state, pressed, _now);
            (_state, _wakeAt) = (step.State, step.WakeAt);
            if (step.Gesture is { } gesture)
            {
                Gestures.Add(gesture);
            }

            if (step.Mark is { } mark)
            {
                Marks.Add(mark);
            }
        }
    }
}
