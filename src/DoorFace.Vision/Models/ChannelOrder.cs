namespace DoorFace.Vision.Models;

/// <summary>Which planes a model's input has, in their order.</summary>
public enum ChannelOrder
{
    /// <summary>Red, green, blue.</summary>
    Rgb,

    /// <summary>Blue, green, red.</summary>
    Bgr,

    /// <summary>One plane of luma: 0.299 red + 0.587 green + 0.114 blue (ITU-R BT.601).</summary>
    Grey,
}
