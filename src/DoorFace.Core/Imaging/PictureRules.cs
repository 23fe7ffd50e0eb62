namespace DoorFace.Core.Imaging;

/// <summary>When a picture is not good enough, see <see cref="PictureMonitor"/>.</summary>
public sealed record PictureRules
{
    /// <summary>Mean luma, 0..255, below which it is too dark; where the detector begins to miss faces, see the test of this value.</summary>
    public double TooDarkBelow { get; init; } = 25;

    /// <summary>The same bytes for so long are a camera that hangs; zero when that is never to be said.</summary>
    public TimeSpan FrozenTime { get; init; } = TimeSpan.FromSeconds(5);
}
