using System.Text;

namespace DoorFace.Core.Tests.Support;

/// <summary>Arrows between states as Mermaid.</summary>
internal static class StateDiagram
{
    public static void Add(List<(string From, string To, string Label)> arrows, string from, string to, string label)
    {
        if (from != to && !arrows.Contains((from, to, label)))
        {
            arrows.Add((from, to, label));
        }
    }

    public static string Draw(string start, List<(string From, string To, string Label)> arrows)
    {
        var text = new StringBuilder("```mermaid\nstateDiagram-v2\n").Append($"    [*] --> {start}\n");
        foreach (var arrow in arrows.GroupBy(arrow => (arrow.From, arrow.To)))
        {
            text.Append($"    {arrow.Key.From} --> {arrow.Key.To} : {string.Join(" / ", arrow.Select(one => one.Label))}\n");
        }

        return text.Append("```\n").ToString();
    }
}
