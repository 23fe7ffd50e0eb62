using System.Globalization;
using System.Net;
using System.Text;

namespace DoorFace.Host.Tests.Hardware;

/// <summary>Lines, text and the symbols of a circuit as SVG. Units are pixels, y grows downwards; symbols along a wire run in the direction -1 (left) or 1 (right).</summary>
internal sealed class SvgDrawing(int width, int height)
{
    public const string Ink = "#1b2733";
    public const string Signal = "#1f5fa8";
    public const string Sense = "#1d7a46";
    public const string Supply = "#b3261e";
    public const string Quiet = "#6b7680";

    private readonly StringBuilder _content = new();

    /// <summary>A wire through points.</summary>
    public void Wire(string colour, params (int X, int Y)[] points) =>
        Add($"<polyline points=\"{string.Join(' ', points.Select(point => $"{point.X},{point.Y}"))}\" stroke=\"{colour}\" stroke-width=\"2\" fill=\"none\"/>");

    /// <summary>A joint of wires.</summary>
    public void Joint(int x, int y, string colour) => Add($"<circle cx=\"{x}\" cy=\"{y}\" r=\"3.5\" fill=\"{colour}\"/>");

    public void Box(int x, int y, int w, int h, string fill = "#fff", string stroke = Ink, int strokeWidth = 2) =>
        Add($"<rect x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\" rx=\"4\" fill=\"{fill}\" stroke=\"{stroke}\" stroke-width=\"{strokeWidth}\"/>");

    public void Disc(int x, int y, int radius, string fill) =>
        Add($"<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" fill=\"{fill}\" stroke=\"{Ink}\" stroke-width=\"1\"/>");

    /// <summary>Text on a baseline; the anchor is start, middle or end.</summary>
    public void Text(int x, int y, string text, string anchor = "start", int size = 14, bool bold = false, string colour = Ink) =>
        Add($"<text x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\" font-size=\"{size}\"{(bold ? " font-weight=\"bold\"" : "")} fill=\"{colour}\">{WebUtility.HtmlEncode(text)}</text>");

    /// <summary>A ground symbol that hangs from a point.</summary>
    public void Ground(int x, int y)
    {
        Wire(Ink, (x, y), (x, y + 8));
        Wire(Ink, (x - 11, y + 8), (x + 11, y + 8));
        Wire(Ink, (x - 7, y + 13), (x + 7, y + 13));
        Wire(Ink, (x - 3, y + 18), (x + 3, y + 18));
    }

    /// <summary>A supply that ends a wire going up.</summary>
    public void SupplyFlag(int x, int y, string text)
    {
        Wire(Supply, (x, y), (x, y - 14));
        Wire(Supply, (x - 10, y - 14), (x + 10, y - 14));
        Text(x, y - 20, text, "middle", 13, colour: Supply);
    }

    /// <summary>A resistor of 60 along a wire; its value stands below.</summary>
    public void Resistor(int x, int y, int direction, string value)
    {
        var left = Math.Min(x, x + (60 * direction));
        Box(left, y - 8, 60, 16);
        Text(left + 30, y + 24, value, "middle", 12);
    }

    /// <summary>A resistor of 44 that hangs from a point; its value stands beside it.</summary>
    public void HangingResistor(int x, int y, string value, string anchor)
    {
        Box(x - 8, y, 16, 44);
        Text(x + (anchor == "start" ? 14 : -14), y + 27, value, anchor, 12);
    }

    /// <summary>A light-emitting diode of 30 along a wire; it conducts in the direction.</summary>
    public void Led(int x, int y, int direction)
    {
        Add($"<polygon points=\"{x},{y - 12} {x},{y + 12} {x + (26 * direction)},{y}\" fill=\"#fff\" stroke=\"{Ink}\" stroke-width=\"2\"/>");
        Wire(Ink, (x + (26 * direction), y - 12), (x + (26 * direction), y + 12));
        Wire(Ink, (x + (26 * direction), y), (x + (30 * direction), y));
        // Two rays, downwards: the name stands above.
        foreach (var offset in (int[])[6, 16])
        {
            Wire(Ink, (x + (offset * direction), y + 12), (x + ((offset + 6) * direction), y + 21));
            Joint(x + ((offset + 6) * direction), y + 21, Ink);
        }
    }

    /// <summary>A contact of 50 along a wire.</summary>
    public void Contact(int x, int y, int direction, bool closed)
    {
        Wire(Sense, (x, y), (x + (6 * direction), y));
        Wire(Sense, (x + (44 * direction), y), (x + (50 * direction), y));
        Wire(Ink, (x + (6 * direction), y), (x + (44 * direction), closed ? y : y - 16));
        Disc(x + (6 * direction), y, 4, "#fff");
        Disc(x + (44 * direction), y, 4, "#fff");
    }

    /// <summary>A diode of 40 that hangs from a point, its cathode up.</summary>
    public void HangingDiode(int x, int y)
    {
        Add($"<polygon points=\"{x - 11},{y + 28} {x + 11},{y + 28} {x},{y + 8}\" fill=\"#fff\" stroke=\"{Ink}\" stroke-width=\"2\"/>");
        Wire(Ink, (x - 11, y + 8), (x + 11, y + 8));
        Wire(Ink, (x, y), (x, y + 8));
        Wire(Ink, (x, y + 28), (x, y + 40));
    }

    /// <summary>An NPN transistor, its base at the point; collector 26 up and emitter 26 down, 24 further in the direction.</summary>
    public void Transistor(int x, int y, int direction)
    {
        Wire(Ink, (x, y - 16), (x, y + 16));
        Wire(Ink, (x, y - 8), (x + (24 * direction), y - 26));
        Wire(Ink, (x, y + 8), (x + (24 * direction), y + 26));
        Add($"<polygon points=\"{x + (24 * direction)},{y + 26} {x + (12 * direction)},{y + 24} {x + (18 * direction)},{y + 14}\" fill=\"{Ink}\"/>");
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"""
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="DejaVu Sans, Verdana, sans-serif">
        <rect width="{width}" height="{height}" fill="#fff"/>
        {_content.ToString().TrimEnd()}
        </svg>

        """).ReplaceLineEndings("\n");

    private void Add(string element) => _content.Append(element).Append('\n');
}
