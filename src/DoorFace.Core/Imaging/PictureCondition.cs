namespace DoorFace.Core.Imaging;

/// <summary>What is wrong with what a camera shows, as far as its brightness tells.</summary>
public enum PictureCondition
{
    /// <summary>Nothing.</summary>
    Good,

    /// <summary>Too little light to find a face.</summary>
    TooDark,

    /// <summary>As good as no light: the lens is covered, or the frames are empty.</summary>
    Black,

    /// <summary>Hardly anything but white: a light shines into the lens, or the exposure is stuck.</summary>
    OverExposed,

    /// <summary>The same bytes again and again in ordinary light, which no sensor gives: the camera hangs.</summary>
    Frozen,
}
