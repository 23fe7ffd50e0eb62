using DoorFace.Core.Imaging;
using DoorFace.Tests.Support;
using DoorFace.Vision;
using DoorFace.Vision.Models;
using DoorFace.Vision.Tests.Imaging;

namespace DoorFace.Benchmarks.Vision;

/// <summary>The product's models and a camera frame of 640 x 480 with one face.</summary>
internal static class Scene
{
    // The woman on the left, alone in the cut.
    private const int Left = 0;
    private const int Top = 220;

    public static ModelCatalog Catalog() => ModelCatalog.Load(RepositoryFiles.Manifest, RepositoryFiles.ModelDirectory);

    /// <summary>The models that the product's are made from.</summary>
    public static ModelCatalog FloatCatalog() => ModelCatalog.Load(RepositoryFiles.FloatManifest, RepositoryFiles.FloatModelDirectory);

    /// <summary>The frame in the codings that cameras mostly give it.</summary>
    public static Frame OneFace(FrameFormat format)
    {
        var picture = OneFace();
        if (format == FrameFormat.Rgba32)
        {
            return picture;
        }

        using (picture)
        {
            return NaiveYuvFrame.Of(picture, format, format == FrameFormat.Yuv420 ? YuvCoding.Jpeg : YuvCoding.Video);
        }
    }

    public static Frame OneFace()
    {
        var path = RepositoryFiles.Photo(1);
        using var photo = new ImageDecoder().Read(path, path);
        var frame = new Frame(FrameFormat.Rgba32, 640, 480);
        for (var y = 0; y < frame.Height; y++)
        {
            photo.Pixels.Slice(((Top + y) * photo.Stride) + (Left * 4), frame.Stride).CopyTo(frame.Pixels[(y * frame.Stride)..]);
        }

        return frame;
    }
}
