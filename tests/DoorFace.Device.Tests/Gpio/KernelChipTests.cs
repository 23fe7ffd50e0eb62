using DoorFace.Simulator.Gpio;

namespace DoorFace.Device.Tests.Gpio;

[Trait("Category", "Gpio")]
public sealed class KernelChipTests
{
    [Fact]
    public void The_kernels_chip_and_the_simulated_one_are_the_same_board()
    {
        var simulated = SimulatedChip.RaspberryPi4;
        var chip = KernelChip.Find(simulated.Label);

        Assert.Equal(simulated.LineNames, Enumerable.Range(0, chip.Lines).Select(chip.Name));
    }
}
