using DoorFace.Core.Biometrics;

namespace DoorFace.Simulator.Camera;

/// <summary>Takes a face out of a picture: its place is filled from what is around it, so that a detector has none to find there.</summary>
internal sealed class FaceEraser(uint[] pixels, int width, int height)
{
    // A head is larger than the box of its face.
    private const float Margin = 0.5f;

    // Of the erased box, so that single hairs at its edge do not become stripes across it.
    private const int EdgeSmoothing = 12;

    /// <param name="face">The face to take out.</param>
    /// <param name="keep">Boxes that stay untouched even where the head reaches into them.</param>
    public void Erase(FaceBox face, IReadOnlyList<FaceBox> keep)
    {
        var left = Math.Max((int)(face.Left - (Margin * face.Width)), 0);
        var right = Math.Min((int)(face.Right + (Margin * face.Width)), width - 1);
        var top = Math.Max((int)(face.Top - (Margin * face.Height)), 0);
        var bottom = Math.Min((int)(face.Bottom + (Margin * face.Height)), height - 1);
        var (columns, rows) = (right - left + 1, bottom - top + 1);
        if (columns < 3 || rows < 3)
        {
            return;
        }

        var (leftEdge, rightEdge) = (Edge(left, top, width, rows), Edge(right, top, width, rows));
        var (topEdge, bottomEdge) = (Edge(left, top, 1, columns), Edge(left, bottom, 1, columns));
        for (var y = 1; y < rows - 1; y++)
        {
            for (var x = 1; x < columns - 1; x++)
            {
                if (keep.Any(box => left + x >= box.Left && left + x <= box.Right && top + y >= box.Top && top + y <= box.Bottom))
                {
                    continue;
                }

                // The colours at the four edges, the nearer the stronger.
                var (toRight, toBottom) = (columns - 1 - x, rows - 1 - y);
                var across = Rgba.Mix(leftEdge[y], rightEdge[y], Part(x, toRight));
                var down = Rgba.Mix(topEdge[x], bottomEdge[x], Part(y, toBottom));
                pixels[((top + y) * width) + left + x] = Rgba.Mix(across, down, Part(Math.Min(x, toRight), Math.Min(y, toBottom)));
            }
        }
    }

    /// <summary>The colours along an edge, each the mean of its neighbourhood.</summary>
    private uint[] Edge(int x, int y, int step, int length)
    {
        var start = (y * width) + x;
        var reach = length / EdgeSmoothing;
        var edge = new uint[length];
        for (var i = 0; i < length; i++)
        {
            var (first, last) = (Math.Max(i - reach, 0), Math.Min(i + reach, length - 1));
            var (red, green, blue) = (0.0, 0.0, 0.0);
            for (var j = first; j <= last; j++)
            {
                var pixel = pixels[start + (j * step)];
                red += pixel & 0xFF;
                green += (pixel >> 8) & 0xFF;
                blue += (pixel >> 16) & 0xFF;
            }

            var count = last - first + 1;
            edge[i] = Rgba.From(red / count, green / count, blue / count);
        }

        return edge;
    }

    private static uint Part(int from, int to) => (uint)(256 * from / (from + to));
}
