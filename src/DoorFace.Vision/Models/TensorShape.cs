namespace DoorFace.Vision.Models;

internal static class TensorShape
{
    /// <summary>For messages: <c>[1,3,?,?]</c>; a size of −1 is any.</summary>
    public static string Text(IEnumerable<int> shape) => $"[{string.Join(",", shape.Select(d => d < 0 ? "?" : $"{d}"))}]";

    public static int Elements(IReadOnlyList<int> shape) => shape.Aggregate(1, (product, d) => checked(product * d));
}
