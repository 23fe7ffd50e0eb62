namespace DoorFace.Core.Imaging;

/// <summary>
/// How bright a picture is, in a coarse grid: enough to see that something moves, that it is too dark or too bright to see a face, or that the
/// camera delivers the same picture again and again. Used again for the next frame. It shows nobody: a face is a few cells.
/// </summary>
public sealed class LumaGrid
{
    public const int Columns = 32;
    public const int Rows = 24;

    /// <summary>A cell below this is dark: what is left of 256 steps is less than four bits, in which noise and a face look alike.</summary>
    public const byte Dark = 16;

    /// <summary>A cell at or above this is over-exposed: nearly all of its pixels are at the sensor's end, where a face has no features.</summary>
    public const byte Bright = 250;

    private readonly byte[] _cells = new byte[Columns * Rows];

    /// <summary>Mean luma of each cell, row by row from the top left; 0 (black) to 255 (white) whatever the frame's coding.</summary>
    public Span<byte> Cells => _cells;

    /// <summary>Mean of all cells, 0..255.</summary>
    public float Mean { get; private set; }

    /// <summary>Share of cells below <see cref="Dark"/>, 0..1.</summary>
    public float DarkShare { get; private set; }

    /// <summary>Share of cells at or above <see cref="Bright"/>, 0..1.</summary>
    public float BrightShare { get; private set; }

    /// <summary>
    /// Of the bytes that were looked at: two pictures of a running camera differ in it by the sensor's noise alone. Equal for equal bytes;
    /// never equal for bytes that differ in one place only.
    /// </summary>
    public ulong Fingerprint { get; private set; }

    /// <summary>Works out mean and shares from the cells.</summary>
    /// <param name="fingerprint">Of the bytes that the cells were made of.</param>
    public void Complete(ulong fingerprint)
    {
        var (sum, dark, bright) = (0, 0, 0);
        foreach (var cell in _cells)
        {
            sum += cell;
            dark += cell < Dark ? 1 : 0;
            bright += cell >= Bright ? 1 : 0;
        }

        Mean = (float)sum / _cells.Length;
        DarkShare = (float)dark / _cells.Length;
        BrightShare = (float)bright / _cells.Length;
        Fingerprint = fingerprint;
    }

    /// <summary>Forgets the picture.</summary>
    public void Clear()
    {
        Array.Clear(_cells);
        (Mean, DarkShare, BrightShare, Fingerprint) = (0, 0, 0, 0);
    }
}
