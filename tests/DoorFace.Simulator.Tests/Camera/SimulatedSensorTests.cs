using DoorFace.Simulator.Camera;

namespace DoorFace.Simulator.Tests.Camera;

public sealed class SimulatedSensorTests
{
    private const int Bright = 100;

    [Theory]
    [InlineData(0, new[] { 0, 0, 240, 0, 0 })]
    [InlineData(1, new[] { 0, 40, 160, 40, 0 })]
    [InlineData(2, new[] { 0, 80, 80, 80, 0 })]
    public void Motion_smears_light_sideways_and_loses_none(double smear, int[] expected)
    {
        using var frame = new SimulatedSensor(seed: 1, noise: 0).Take(index: 0, gain: 1, smear, (_, pixels) =>
        {
            pixels.Fill(Rgba.From(0, 0, 0));
            pixels[Bright] = Rgba.From(240, 240, 240);
        });

        for (var i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], frame.Pixels[4 * (Bright - 2 + i)], tolerance: 2.0);
        }
    }

    [Fact]
    public void Light_beyond_the_sensors_range_stays_white()
    {
        using var frame = new SimulatedSensor(seed: 1, noise: 0).Take(index: 0, gain: 1.5, smear: 0, (_, pixels) => pixels.Fill(Rgba.From(200, 100, 0)));

        Assert.Equal([255, 150, 0, 255], frame.Pixels[..4].ToArray());
    }
}
