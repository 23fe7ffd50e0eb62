using DoorFace.Core.Heat;

namespace DoorFace.Core.Tests.Heat;

public class HeatRulesTests
{
    [Theory]
    [InlineData(HeatLevel.Normal, 74.9, HeatLevel.Normal)]
    [InlineData(HeatLevel.Normal, 75, HeatLevel.Warm)]
    [InlineData(HeatLevel.Normal, 80, HeatLevel.Hot)]
    [InlineData(HeatLevel.Warm, 70, HeatLevel.Warm)]
    [InlineData(HeatLevel.Warm, 69.9, HeatLevel.Normal)]
    [InlineData(HeatLevel.Warm, 80, HeatLevel.Hot)]
    [InlineData(HeatLevel.Hot, 75, HeatLevel.Hot)]
    [InlineData(HeatLevel.Hot, 74.9, HeatLevel.Warm)]
    [InlineData(HeatLevel.Hot, 69.9, HeatLevel.Normal)]
    public void A_level_is_left_only_some_degrees_below_where_it_began(HeatLevel before, double celsius, HeatLevel after) =>
        Assert.Equal(after, HeatRules.Next(before, new BoardHealth(celsius, false, false)));

    [Fact]
    public void A_board_that_is_slowed_down_is_hot_whatever_it_measures() =>
        Assert.Equal(HeatLevel.Hot, HeatRules.Next(HeatLevel.Normal, new BoardHealth(40, Throttled: true, false)));

    [Fact]
    public void A_machine_that_does_not_tell_is_taken_to_be_well() =>
        Assert.Equal(HeatLevel.Normal, HeatRules.Next(HeatLevel.Hot, new BoardHealth(null, false, UnderVoltage: true)));

    [Fact]
    public void The_hotter_the_fewer_frames()
    {
        var shares = Enum.GetValues<HeatLevel>().Select(HeatRules.RateShareOf).ToList();

        Assert.Equal(1, shares[0]);
        Assert.Equal(shares.OrderDescending().Distinct(), shares);
        Assert.True(shares[^1] > 0);
    }
}
