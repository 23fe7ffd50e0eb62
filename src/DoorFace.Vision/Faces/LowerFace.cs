namespace DoorFace.Vision.Faces;

/// <summary>
/// The lower half of an aligned face in numbers that light and contrast hardly change: in which directions the luma changes in each cell of 8 by 8
/// pixels (as the histograms of oriented gradients of Dalal and Triggs, 2005), and a coarse picture. Nostrils, lips and chin lie at known places there,
/// whatever their owner looks like; what covers them has none, or edges elsewhere.
/// </summary>
internal static class LowerFace
{
    private const int Side = AlignedLuma.Side;

    // From cheek to cheek, from the middle of the nose to below the chin.
    private const int Left = 24;
    private const int Top = 56;
    private const int Width = 64;
    private const int Height = 56;

    private const int Cell = 8;
    private const int Columns = Width / Cell;
    private const int Rows = Height / Cell;
    private const int Directions = 8;
    private const int Gradients = Columns * Rows * Directions;

    private const int Spot = 4;
    private const int SpotColumns = Width / Spot;
    private const int Spots = SpotColumns * (Height / Spot);

    // As much change as noise makes, in levels; a face without any must not become all noise.
    private const float LeastChange = 1000;
    private const float LeastDeviation = 4;
    private const float GradientScale = 10;

    /// <summary>Numbers that <see cref="Describe"/> writes.</summary>
    public const int Count = Gradients + Spots;

    /// <param name="luma">The square of <see cref="AlignedLuma"/>.</param>
    /// <param name="features"><see cref="Count"/> numbers.</param>
    public static void Describe(ReadOnlySpan<float> luma, Span<float> features)
    {
        DescribeGradients(luma, features[..Gradients]);
        DescribeSpots(luma, features.Slice(Gradients, Spots));
    }

    private static void DescribeGradients(ReadOnlySpan<float> luma, Span<float> cells)
    {
        cells.Clear();
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
            {
                var at = (Math.Min(Top + y, Side - 2) * Side) + Left + x;
                var (across, down) = (luma[at + 1] - luma[at - 1], luma[at + Side] - luma[at - Side]);
                var strength = MathF.Sqrt((across * across) + (down * down));
                // A change to darker counts as one to lighter.
                var turn = MathF.Atan2(down, across) / MathF.PI;
                Spread(cells, x, y, (turn < 0 ? turn + 1 : turn) * Directions, strength);
            }
        }

        var sum = LeastChange;
        foreach (var value in cells)
        {
            sum += value;
        }

        foreach (ref var value in cells)
        {
            value = MathF.Sqrt(value / sum) * GradientScale;
        }
    }

    // Over the four nearest cells and the two nearest directions, so that nothing jumps when the face moves by a pixel.
    private static void Spread(Span<float> cells, int x, int y, float direction, float strength)
    {
        var (column, row) = (((x + 0.5f) / Cell) - 0.5f, ((y + 0.5f) / Cell) - 0.5f);
        var (left, top, before) = ((int)MathF.Floor(column), (int)MathF.Floor(row), (int)direction);
        var (right, below, after) = (column - left, row - top, direction - before);
        for (var corner = 0; corner < 4; corner++)
        {
            var (i, j) = (left + (corner & 1), top + (corner >> 1));
            if (i is < 0 or >= Columns || j is < 0 or >= Rows)
            {
                continue;
            }

            var share = strength * ((corner & 1) == 0 ? 1 - right : right) * ((corner >> 1) == 0 ? 1 - below : below);
            var cell = cells.Slice(((j * Columns) + i) * Directions, Directions);
            cell[before % Directions] += share * (1 - after);
            cell[(before + 1) % Directions] += share * after;
        }
    }

    private static void DescribeSpots(ReadOnlySpan<float> luma, Span<float> spots)
    {
        float sum = 0, squares = 0;
        for (var spot = 0; spot < Spots; spot++)
        {
            var (column, row) = (spot % SpotColumns, spot / SpotColumns);
            var total = 0f;
            for (var y = 0; y < Spot; y++)
            {
                foreach (var value in luma.Slice(((Top + (row * Spot) + y) * Side) + Left + (column * Spot), Spot))
                {
                    total += value;
                }
            }

            var mean = spots[spot] = total / (Spot * Spot);
            sum += mean;
            squares += mean * mean;
        }

        var average = sum / Spots;
        var deviation = MathF.Sqrt(MathF.Max(0, (squares / Spots) - (average * average))) + LeastDeviation;
        foreach (ref var spot in spots)
        {
            spot = (spot - average) / deviation;
        }
    }
}
