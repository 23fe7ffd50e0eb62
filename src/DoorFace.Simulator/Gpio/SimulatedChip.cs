using System.Device.Gpio;

namespace DoorFace.Simulator.Gpio;

/// <summary>What a simulated GPIO chip calls itself and its lines, as <c>gpioinfo</c> shows them on a board.</summary>
/// <param name="Label">The chip's label.</param>
/// <param name="LineNames">A name for each line, by its offset.</param>
/// <param name="BootPull">The level that each line's pull gives it before anybody sets another.</param>
public sealed record SimulatedChip(string Label, IReadOnlyList<string> LineNames, Func<int, PinValue> BootPull)
{
    /// <summary>
    /// A Raspberry Pi 4: names from <c>bcm2711-rpi-4-b.dts</c>. Pulls up on GPIO 0..8 and down on 9..27 as in the BCM2711 peripherals' table;
    /// the lines above do not reach the header and count as pulled down.
    /// </summary>
    public static SimulatedChip RaspberryPi4 { get; } = new(
        "pinctrl-bcm2711",
        [
            "ID_SDA", "ID_SCL",
            .. Enumerable.Range(2, 26).Select(line => $"GPIO{line}"),
            "RGMII_MDIO", "RGMIO_MDC", "CTS0", "RTS0", "TXD0", "RXD0",
            "SD1_CLK", "SD1_CMD", "SD1_DATA0", "SD1_DATA1", "SD1_DATA2", "SD1_DATA3",
            "PWM0_MISO", "PWM1_MOSI", "STATUS_LED_G_CLK", "SPIFLASH_CE_N", "SDA0", "SCL0",
            "RGMII_RXCLK", "RGMII_RXCTL", "RGMII_RXD0", "RGMII_RXD1", "RGMII_RXD2", "RGMII_RXD3",
            "RGMII_TXCLK", "RGMII_TXCTL", "RGMII_TXD0", "RGMII_TXD1", "RGMII_TXD2", "RGMII_TXD3",
        ],
        line => line <= 8);
}
