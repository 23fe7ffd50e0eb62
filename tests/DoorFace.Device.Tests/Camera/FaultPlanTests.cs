using DoorFace.Simulator.Camera;

namespace DoorFace.Device.Tests.Camera;

public sealed class FaultPlanTests
{
    [Fact]
    public void Faults_come_at_their_frames_and_for_as_many_as_said()
    {
        var plan = FaultPlan.Parse("garbage@3x2, black@6,over-exposed@8");

        Assert.Equal(
            [null, null, null, FaultKind.Garbage, FaultKind.Garbage, null, FaultKind.Black, null, FaultKind.OverExposed, null],
            Enumerable.Range(0, 10).Select(frame => plan.At(frame)));
    }

    [Fact]
    public void Every_so_many_frames_each_kind_has_its_turn_over_and_over()
    {
        var plan = FaultPlan.Parse("every=10x2");

        var turns = Enumerable.Range(0, 100).Select(frame => plan.At(frame)).ToArray();

        Assert.All(turns[..10], Assert.Null);
        Assert.Equal([.. Enum.GetValues<FaultKind>(), FaultKind.Garbage], turns[10..].Where((_, i) => i % 10 == 0));
        Assert.Equal(turns[10..].Where((_, i) => i % 10 == 0), turns[10..].Where((_, i) => i % 10 == 1));
        Assert.All(turns.Where((_, i) => i % 10 > 1), Assert.Null);
    }

    [Fact]
    public void A_single_fault_goes_before_the_one_whose_turn_it_is() =>
        Assert.Equal(FaultKind.Stall, FaultPlan.Parse("every=10,stall@10").At(10));

    [Theory]
    [InlineData("", "neither KIND@FRAME")]
    [InlineData("stall", "neither KIND@FRAME")]
    [InlineData("stall@300,", "neither KIND@FRAME")]
    [InlineData("smoke@3", "there is no fault 'smoke', only garbage, truncated, wrong-size, black, frozen, over-exposed, stall, failure")]
    [InlineData("black@3x0", "at least 1")]
    [InlineData("stall@3x5", "a stall has no number of frames")]
    [InlineData("black@99999999999", "above 2147483647")]
    [InlineData("every=5x5", "must end before the next one begins")]
    [InlineData("every=5,every=6", "twice")]
    public void What_is_wrong_with_a_plan_is_said_with_an_example(string text, string why)
    {
        var fault = Assert.Throws<FormatException>(() => FaultPlan.Parse(text));

        Assert.Contains(why, fault.Message, StringComparison.Ordinal);
        Assert.Contains("stall@300,garbage@600x5 or every=300", fault.Message, StringComparison.Ordinal);
    }
}
