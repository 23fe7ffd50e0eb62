namespace DoorFace.Core.Imaging;

/// <summary>How much looking is worth, see <see cref="AttentionGate"/>.</summary>
public sealed record AttentionRules
{
    /// <summary>
    /// However hot the board, so many frames a second are looked at where there is something to see: a face that is not seen for half a second is
    /// taken for another one, and nobody would ever get in.
    /// </summary>
    public const double LeastFrameRate = 4;

    /// <summary>At most so many frames a second are looked at, whatever the camera gives; at least <see cref="LeastFrameRate"/>.</summary>
    public double FrameRate { get; init; } = 15;

    /// <summary>An unchanging scene is looked at again after this, in case a change was too small to notice.</summary>
    public TimeSpan RecheckTime { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>After a movement or a face every frame is looked at for so long.</summary>
    public TimeSpan HoldTime { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// A cell of the grid has changed when its luma, 0..255, differs by this much after the picture's overall brightness is evened out. A cell averages
    /// hundreds of pixels, so that a noisy sensor (5 levels) stays within 1.
    /// </summary>
    public double Difference { get; init; } = 6;
}
