using DoorFace.Core.Imaging;

namespace DoorFace.Simulator.Camera;

/// <summary>A hall with nobody in it: a wall, a floor, a doorway and a lamp's glow, seen by a camera that is not quite still in its exposure.</summary>
/// <param name="seed">The same seed gives the same bytes.</param>
public sealed class EmptyScene(int seed)
{
    private const int Skirting = 350;
    private const double NoiseLevels = 2.5;

    /// <summary>As many frames of 640x480 as asked for, each a new one that the caller disposes.</summary>
    public IEnumerable<Frame> Frames(int count)
    {
        var hall = Paint();
        var sensor = new SimulatedSensor(seed, NoiseLevels);
        for (var i = 0; i < count; i++)
        {
            var gain = 1 + (0.03 * Math.Sin(i / 9.0));
            yield return sensor.Take(
                i, gain, smear: 0, (row, pixels) => hall.AsSpan(row * SimulatedSensor.Width, SimulatedSensor.Width).CopyTo(pixels));
        }
    }

    private static uint[] Paint()
    {
        var hall = new uint[SimulatedSensor.Width * SimulatedSensor.Height];
        for (var y = 0; y < SimulatedSensor.Height; y++)
        {
            for (var x = 0; x < SimulatedSensor.Width; x++)
            {
                hall[(y * SimulatedSensor.Width) + x] = Paint(x, y);
            }
        }

        return hall;
    }

    private static uint Paint(int x, int y)
    {
        var fromLamp = (Square(x - 220) + Square(y + 60)) / Square(520);
        var glow = 1.15 / (1 + fromLamp);
        var (red, green, blue) = (x, y) switch
        {
            ( >= 430 and < 560, >= 70 and < Skirting) when x is >= 440 and < 550 && y >= 80 => (92, 78, 66),
            ( >= 430 and < 560, >= 70 and < Skirting) => (206, 200, 190),
            (_, >= Skirting and < Skirting + 12) => (214, 210, 202),
            (_, > Skirting) => (128, 104, 82),
            _ => (196, 188, 172),
        };
        return Rgba.From(red * glow, green * glow, blue * glow);
    }

    private static double Square(double value) => value * value;
}
