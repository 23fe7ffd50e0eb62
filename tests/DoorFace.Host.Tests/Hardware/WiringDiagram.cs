using DoorFace.Core.Door;
using DoorFace.Host.Settings;

namespace DoorFace.Host.Tests.Hardware;

/// <summary>Draws hardware/wiring.svg: the header in the middle, and each line with what is connected to it on the side of its pin.</summary>
internal sealed class WiringDiagram(WiringPlan plan)
{
    private const int Width = 1600;
    private const int Height = 1060;
    private const int HeaderLeft = 690;
    private const int HeaderRight = 910;
    private const int FirstRow = 230;
    private const int RowHeight = 31;

    // Where the circuits begin; between them and the header run the wires.
    private const int LeftCircuits = 590;
    private const int RightCircuits = 1010;

    // Top to bottom on each side, in the order of the pins so that no wires cross, with the height of the wire.
    private static readonly (Enum Part, int Y)[] LeftParts =
    [
        (DoorOutput.DarkLamp, 318), (DoorOutput.Strike, 190), (DoorOutput.CameraLamp, 405), (DoorOutput.ReadyLamp, 475), (DoorSensor.RequestToExit, 555), (DoorSensor.DoorPosition, 635),
        (DoorOutput.EnrollLamp, 715), (DoorSensor.Tamper, 795), (DoorOutput.Buzzer, 930),
    ];

    private static readonly (Enum Part, int Y)[] RightParts =
    [
        (DoorSensor.EnrollButton, 335), (DoorOutput.WorkingLamp, 405), (DoorOutput.GrantedLamp, 475), (DoorOutput.DeniedLamp, 545), (DoorSensor.ResetJumper, 615), (DoorOutput.AlarmLamp, 685),
        (DoorOutput.FaultLamp, 755), (DoorSensor.Fire, 825), (DoorSensor.IntentButton, 895),
    ];

    private readonly SvgDrawing _svg = new(Width, Height);

    public string Draw()
    {
        _svg.Text(40, 46, "DoorFace: wiring of the 40-pin header of a Raspberry Pi 4 or 5", size: 24, bold: true);
        _svg.Text(40, 72, "All lines are 3.3 V. Never connect 5 V, the strike's supply or mains to a GPIO.", colour: SvgDrawing.Supply);
        Header();
        Side(LeftParts, -1);
        Side(RightParts, 1);
        Legend();
        Egress();
        return _svg.ToString();
    }

    private void Header()
    {
        _svg.Box(HeaderLeft, FirstRow - 24, HeaderRight - HeaderLeft, (RaspberryPiHeader.Count / 2 * RowHeight) + 17, "#eef2f5");
        _svg.Text((HeaderLeft + HeaderRight) / 2, FirstRow - 52, "Header J8 of the Pi, seen from above;", "middle", bold: true);
        _svg.Text((HeaderLeft + HeaderRight) / 2, FirstRow - 34, "pin 1 is the square one at the corner", "middle", 12);
        for (var pin = 1; pin <= RaspberryPiHeader.Count; pin++)
        {
            var (name, left, y) = (RaspberryPiHeader.NameOf(pin), pin % 2 == 1, RowOf(pin));
            var x = left ? 784 : 816;
            _svg.Disc(x, y, 12, ColourOf(pin));
            _svg.Text(x, y + 4, $"{pin}", "middle", 11, bold: true);
            _svg.Text(left ? x - 18 : x + 18, y + 5, name, left ? "end" : "start", 13, bold: IsUsed(pin), IsUsed(pin) ? SvgDrawing.Ink : SvgDrawing.Quiet);
        }
    }

    private void Side((Enum Part, int Y)[] parts, int direction)
    {
        for (var i = 0; i < parts.Length; i++)
        {
            var (part, y) = parts[i];
            var (name, line, pin, connect) = PlanOf(part);
            var colour = part is DoorSensor ? SvgDrawing.Sense : SvgDrawing.Signal;
            var (edge, start) = direction < 0 ? (HeaderLeft, LeftCircuits) : (HeaderRight, RightCircuits);
            // A wire that goes up passes those above it nearer to the circuits, one that goes down those below it.
            var lane = edge + (direction * (20 + (10 * (y < RowOf(pin) ? i : parts.Length - 1 - i))));
            _svg.Wire(colour, (edge, RowOf(pin)), (lane, RowOf(pin)), (lane, y), (start, y));
            var lift = part is DoorOutput.Strike ? 0 : 26;
            if (lift > 0)
            {
                _svg.Text(start, y - lift, $"{name}: GPIO{line}, pin {pin}", direction < 0 ? "end" : "start", 14, bold: true);
            }

            Circuit(part, start, y, direction, connect.Split(", "));
        }
    }

    private void Circuit(Enum part, int x, int y, int direction, string[] connect)
    {
        switch (part)
        {
            case DoorOutput.Strike:
                Strike(x, y);
                break;
            case DoorOutput.Buzzer:
                Buzzer(x, y);
                break;
            case DoorOutput output when plan.Outputs[output].ActiveLow:
                _svg.Resistor(x, y, direction, connect[0]);
                _svg.Wire(SvgDrawing.Signal, (x + (60 * direction), y), (x + (90 * direction), y));
                _svg.Led(x + (120 * direction), y, -direction);
                _svg.Wire(SvgDrawing.Supply, (x + (120 * direction), y), (x + (150 * direction), y));
                _svg.Text(x + (158 * direction), y + 5, "3.3 V, pin 1", direction < 0 ? "end" : "start", 13);
                break;
            case DoorOutput:
                _svg.Resistor(x, y, direction, connect[0]);
                _svg.Wire(SvgDrawing.Signal, (x + (60 * direction), y), (x + (90 * direction), y));
                _svg.Led(x + (90 * direction), y, direction);
                EndInGround(x + (120 * direction), y, direction, connect[1]);
                break;
            case DoorSensor sensor:
                Contacts(sensor, x, y, direction, connect[0]);
                break;
        }
    }

    private void Contacts(DoorSensor sensor, int x, int y, int direction, string resistor)
    {
        var closed = plan.Inputs[sensor].Contact == SensorContact.NormallyClosed;
        var several = sensor == DoorSensor.Tamper ? 2 : 1;
        _svg.Resistor(x, y, direction, resistor);
        _svg.Wire(SvgDrawing.Sense, (x + (60 * direction), y), (x + (80 * direction), y));
        for (var i = 0; i < several; i++)
        {
            _svg.Contact(x + ((80 + (50 * i)) * direction), y, direction, closed);
        }

        EndInGround(x + ((80 + (50 * several)) * direction), y, direction, sensor switch
        {
            DoorSensor.RequestToExit => "button inside, closes while pressed",
            DoorSensor.DoorPosition => "closed while the door is shut",
            DoorSensor.Tamper => "closed while the housings are shut",
            DoorSensor.Fire => "opens in a fire alarm",
            DoorSensor.ResetJumper => "inside the housing, set to erase everything",
            DoorSensor.EnrollButton => "recessed, inside, closes while pressed",
            _ => "button outside, closes while pressed",
        });
    }

    private void EndInGround(int x, int y, int direction, string explanation)
    {
        _svg.Wire(SvgDrawing.Ink, (x, y), (x + (20 * direction), y));
        _svg.Ground(x + (20 * direction), y);
        _svg.Text(x + (42 * direction), y + 5, explanation, direction < 0 ? "end" : "start", 13);
    }

    private void Strike(int x, int y)
    {
        var strike = plan.Outputs[DoorOutput.Strike];
        _svg.Text(40, 112, $"{strike.Name}: GPIO{strike.Line}, pin {strike.Pin}", size: 14, bold: true);
        // The pull-down, at the module's input.
        _svg.Wire(SvgDrawing.Signal, (x, y), (530, y));
        _svg.Joint(565, y, SvgDrawing.Signal);
        _svg.Wire(SvgDrawing.Ink, (565, y), (565, y + 22));
        _svg.HangingResistor(565, y + 22, "10 kΩ", "start");
        _svg.Ground(565, y + 66);
        // The module.
        _svg.Box(350, 140, 180, 100, "#f7efe2");
        _svg.Text(440, y + 5, "relay module", "middle", bold: true);
        _svg.Text(440, 216, "high-level trigger", "middle", 12);
        _svg.Text(524, y + 5, "IN", "end", 12, bold: true);
        _svg.Text(356, 165, "COM", size: 12, bold: true);
        _svg.Text(356, y + 5, "NO", size: 12, bold: true);
        _svg.Text(356, 232, "NC", size: 12, colour: SvgDrawing.Quiet);
        _svg.SupplyFlag(470, 140, "5 V, pin 2");
        _svg.Text(470, 156, "VCC", "middle", 12);
        _svg.Text(490, 234, "GND", "middle", 12);
        _svg.Ground(490, 240);
        // The strike's own circuit.
        _svg.Box(40, 130, 130, 190, "#f3e9e9");
        _svg.Text(105, 205, "strike supply", "middle", bold: true);
        _svg.Text(105, 226, "as the strike", "middle", 12);
        _svg.Text(105, 242, "asks, e.g. 12 V DC;", "middle", 12);
        _svg.Text(105, 258, "not the Pi's", "middle", 12);
        _svg.Text(162, 165, "+", "end", 16, bold: true, SvgDrawing.Supply);
        _svg.Text(162, 305, "−", "end", 16, bold: true);
        _svg.Wire(SvgDrawing.Supply, (170, 160), (190, 160));
        _svg.Box(190, 152, 50, 16);
        _svg.Text(215, 145, "fuse", "middle", 12);
        _svg.Wire(SvgDrawing.Supply, (240, 160), (350, 160));
        _svg.Wire(SvgDrawing.Supply, (350, y), (280, y), (280, 216));
        _svg.Box(262, 216, 36, 56);
        _svg.Text(306, 264, "strike", size: 13, bold: true);
        _svg.Wire(SvgDrawing.Ink, (280, 272), (280, 300), (170, 300));
        _svg.Joint(280, 206, SvgDrawing.Supply);
        _svg.Joint(280, 286, SvgDrawing.Ink);
        _svg.Wire(SvgDrawing.Supply, (280, 206), (225, 206), (225, 226));
        _svg.HangingDiode(225, 226);
        _svg.Wire(SvgDrawing.Ink, (225, 266), (225, 286), (280, 286));
        _svg.Text(190, 340, "diode 1N4007, its stripe to +", size: 12);
        _svg.Text(190, 357, "(DC strike; an AC strike takes a varistor instead)", size: 12);
    }

    private void Buzzer(int x, int y)
    {
        _svg.Resistor(x, y, -1, "1 kΩ");
        _svg.Wire(SvgDrawing.Signal, (x - 60, y), (400, y));
        _svg.Joint(490, y, SvgDrawing.Signal);
        _svg.Wire(SvgDrawing.Ink, (490, y), (490, y + 18));
        _svg.HangingResistor(490, y + 18, "10 kΩ", "start");
        _svg.Ground(490, y + 62);
        _svg.Transistor(400, y, -1);
        _svg.Text(364, y + 5, "NPN, e.g. BC337", "end", 13);
        _svg.Wire(SvgDrawing.Ink, (376, y + 26), (376, y + 40));
        _svg.Ground(376, y + 40);
        _svg.Wire(SvgDrawing.Ink, (376, y - 26), (376, y - 44), (346, y - 44));
        _svg.Box(236, y - 60, 110, 32);
        _svg.Text(291, y - 39, "buzzer 5 V", "middle", 13);
        _svg.Wire(SvgDrawing.Supply, (236, y - 44), (200, y - 44));
        _svg.SupplyFlag(200, y - 44, "5 V, pin 4");
    }

    private void Legend()
    {
        const int X = 1040;
        _svg.Box(X, 28, 520, 232, "#fafbfc", SvgDrawing.Quiet, 1);
        _svg.Text(X + 20, 56, "How to read it", bold: true);
        _svg.Ground(X + 36, 70);
        _svg.Text(X + 66, 86, "ground: pins 6, 9, 14, 20, 25, 30, 34 and 39, all the same", size: 13);
        _svg.Wire(SvgDrawing.Signal, (X + 20, 114), (X + 52, 114));
        _svg.Text(X + 66, 119, "output: off when low; the too-dark lamp when high", size: 13);
        _svg.Wire(SvgDrawing.Sense, (X + 20, 142), (X + 52, 142));
        _svg.Text(X + 66, 147, "input: contact to ground, held high by the Pi's pull-up", size: 13);
        _svg.Wire(SvgDrawing.Supply, (X + 20, 170), (X + 52, 170));
        _svg.Text(X + 66, 175, "supply: 5 V of the Pi, or the strike's own", size: 13);
        _svg.Disc(X + 36, 198, 12, Reserved);
        _svg.Text(X + 66, 203, "reserved or used by the Pi while it starts: leave free", size: 13);
        _svg.Text(X + 20, 230, "Contacts are drawn idle: door and housings shut, nothing pressed, no fire.", size: 13);
        _svg.Text(X + 20, 249, "Resistors at the Pi's end of the cable; 10 kΩ beside what it holds off.", size: 13);
    }

    private void Egress()
    {
        _svg.Box(1040, 930, 520, 104, "#fff4e5", SvgDrawing.Supply, 3);
        _svg.Text(1060, 958, "The way out must never depend on this unit.", size: 16, bold: true, colour: SvgDrawing.Supply);
        _svg.Text(1060, 981, "Strike: a mechanical handle inside that always opens the door.", size: 13);
        _svg.Text(1060, 1001, "Magnet: an exit button and a fire contact that break its current", size: 13);
        _svg.Text(1060, 1020, "themselves, besides the contacts drawn here.", size: 13);
    }

    private const string Reserved = "#c9d0d6";

    private string ColourOf(int pin) => RaspberryPiHeader.NameOf(pin) switch
    {
        "GND" => "#aeb6bd",
        "5V" or "3V3" => "#f2b5ae",
        _ when plan.Reserved.Any(reserved => reserved.Pin == pin) => Reserved,
        _ when plan.Outputs.Values.Any(output => output.Pin == pin) => "#bcd6f2",
        _ when plan.Inputs.Values.Any(input => input.Pin == pin) => "#bfe3cc",
        _ => "#fff",
    };

    private bool IsUsed(int pin) => plan.Outputs.Values.Any(output => output.Pin == pin) || plan.Inputs.Values.Any(input => input.Pin == pin);

    private (string Name, int Line, int Pin, string Connect) PlanOf(Enum part) => part is DoorSensor sensor
        ? (plan.Inputs[sensor].Name, plan.Inputs[sensor].Line, plan.Inputs[sensor].Pin, plan.Inputs[sensor].Connect)
        : (plan.Outputs[(DoorOutput)part].Name, plan.Outputs[(DoorOutput)part].Line, plan.Outputs[(DoorOutput)part].Pin, plan.Outputs[(DoorOutput)part].Connect);

    private static int RowOf(int pin) => FirstRow + ((pin - 1) / 2 * RowHeight);
}
