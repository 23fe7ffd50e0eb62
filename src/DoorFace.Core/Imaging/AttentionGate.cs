using DoorFace.Core.Time;

namespace DoorFace.Core.Imaging;

/// <summary>
/// Says which frames are worth looking for faces in: all while somebody is there or something moves, and one now and then of an unchanging scene.
/// A change is measured against the last frame that was looked at, so that a slow one adds up. Allocates nothing.
/// </summary>
public sealed class AttentionGate(AttentionRules rules)
{
    // A face at the least width for access covers 16 cells.
    private const int LeastCells = 3;

    // The light was switched; evening out would hide a person who came with it.
    private const float LargestGain = 1.5f;

    // Frames come a little early or late; one in time must not be lost to that.
    private const double Tolerance = 0.9;

    private readonly byte[] _reference = new byte[LumaGrid.Columns * LumaGrid.Rows];
    private float _referenceMean;
    private MonotonicInstant _lookedAt;
    private MonotonicInstant _attentiveUntil;
    private bool _any;

    /// <summary>Whether this frame is to be looked at; if so, <see cref="Looked"/> must follow.</summary>
    /// <param name="grid">The frame's measures.</param>
    /// <param name="now">When it was taken.</param>
    /// <param name="rateShare">The part of the allowed frame rate that is to be used, above 0 and at most 1.</param>
    public bool Wants(LumaGrid grid, MonotonicInstant now, double rateShare = 1)
    {
        ArgumentNullException.ThrowIfNull(grid);
        if (!_any)
        {
            return true;
        }

        var since = now - _lookedAt;
        if (since.TotalSeconds < Tolerance / Math.Max(rules.FrameRate * rateShare, AttentionRules.LeastFrameRate))
        {
            return false;
        }

        if (HasChanged(grid))
        {
            _attentiveUntil = now + rules.HoldTime;
        }

        return now < _attentiveUntil || since >= rules.RecheckTime;
    }

    /// <summary>Takes what was seen in a frame that was looked at.</summary>
    public void Looked(LumaGrid grid, MonotonicInstant now, bool faceInView)
    {
        ArgumentNullException.ThrowIfNull(grid);
        grid.Cells.CopyTo(_reference);
        (_referenceMean, _lookedAt, _any) = (grid.Mean, now, true);
        if (faceInView)
        {
            _attentiveUntil = now + rules.HoldTime;
        }
    }

    /// <summary>Forgets the scene; the next frame is looked at.</summary>
    public void Reset()
    {
        Array.Clear(_reference);
        (_any, _attentiveUntil) = (false, default);
    }

    private bool HasChanged(LumaGrid grid)
    {
        // One level up, so that black frames have a quotient.
        var gain = (grid.Mean + 1) / (_referenceMean + 1);
        if (gain is > LargestGain or < 1 / LargestGain)
        {
            return true;
        }

        var changed = 0;
        var cells = grid.Cells;
        for (var i = 0; i < cells.Length; i++)
        {
            if (MathF.Abs(cells[i] - (_reference[i] * gain)) >= rules.Difference && ++changed >= LeastCells)
            {
                return true;
            }
        }

        return false;
    }
}
