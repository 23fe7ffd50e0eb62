using DoorFace.Device.Camera.V4l2;

namespace DoorFace.Device.Tests.Camera.V4l2;

public sealed class V4l2SizesTests
{
    [Theory]
    [InlineData(640, 480, 640, 480)]
    [InlineData(641, 479, 648, 480)]
    [InlineData(1, 1, 48, 32)]
    [InlineData(4000, 480, 1920, 480)]
    public void The_nearest_size_within_the_limits_is_not_below_that_wanted_if_possible(int width, int height, int nearestWidth, int nearestHeight) =>
        Assert.Equal([(nearestWidth, nearestHeight), (1920, 1200)], V4l2Sizes.Between(Limits(step: 8), width, height));

    [Fact]
    public void The_largest_is_named_once() => Assert.Equal([(1920, 1200)], V4l2Sizes.Between(Limits(step: 1), 9999, 9999));

    [Fact]
    public void A_driver_whose_step_is_none_offers_its_least_size() =>
        Assert.Equal([(48, 32), (1920, 1200)], V4l2Sizes.Between(Limits(step: 0), 640, 480));

    private static V4l2FrameSize Limits(int step) =>
        new() { Type = 3, LeastWidth = 48, MostWidth = 1920, StepWidth = step, LeastHeight = 32, MostHeight = 1200, StepHeight = step };
}
