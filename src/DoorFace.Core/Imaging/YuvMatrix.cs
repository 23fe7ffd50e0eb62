namespace DoorFace.Core.Imaging;

/// <summary>With which weights red, green and blue make luma.</summary>
public enum YuvMatrix
{
    /// <summary>0.299, 0.587, 0.114 (ITU-R BT.601): JPEG, webcams, standard definition.</summary>
    Bt601,

    /// <summary>0.2126, 0.7152, 0.0722 (ITU-R BT.709): high definition.</summary>
    Bt709,
}
