namespace DoorFace.Vision.Models;

/// <summary>The float tensor that the model takes, one picture in planes.</summary>
/// <param name="Name">Its name in the model.</param>
/// <param name="Shape">Four dimensions: 1, planes, height, width.</param>
/// <param name="Layout">Always <c>NCHW</c>.</param>
/// <param name="Channels">The planes.</param>
/// <param name="Mean">Taken from each value 0..255 first.</param>
/// <param name="Deviation">Then divides it; above 0.</param>
public sealed record ModelInput(string Name, IReadOnlyList<int> Shape, string Layout, ChannelOrder Channels, float Mean, float Deviation)
{
    /// <summary>Rows of the picture.</summary>
    public int Height => Shape[2];

    /// <summary>Columns of the picture.</summary>
    public int Width => Shape[3];
}
