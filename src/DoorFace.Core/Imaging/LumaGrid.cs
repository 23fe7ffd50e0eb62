namespace DoorFace.Core.Imaging;

/// <summary>A frame's brightness in a coarse grid, and what follows from it. The caller owns it and uses it again for the next frame.</summary>
public sealed class LumaGrid
{
    public const int Columns = 32;
    public const int Rows = 24;

    private readonly byte[] _cells = new byte[Columns * Rows];

    /// <summary>Mean luma of each cell, 0..255 full range, top row first.</summary>
    public Span<byte> Cells => _cells;

    public float Mean { get; set; }

    public float DarkShare { get; set; }

    public float BrightShare { get; set; }

    public ulong Fingerprint { get; set; }

    public void Clear()
    {
        Array.Clear(_cells);
        (Mean, DarkShare, BrightShare, Fingerprint) = (0, 0, 0, 0);
    }
}
