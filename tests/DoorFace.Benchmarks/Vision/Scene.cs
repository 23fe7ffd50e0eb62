using DoorFace.Core.Imaging;
using DoorFace.Vision;
using DoorFace.Vision.Models;

namespace DoorFace.Benchmarks.Vision;

/// <summary>The product's models and a camera frame of 640 x 480 with one face.</summary>
internal static class Scene
{
    // The woman on the left, alone in the cut.
    private const int Left = 0;
    private const int Top = 220;

    private static readonly string Root = FindRoot();

    public static string ModelDirectory { get; } = Path.Combine(Root, ".cache", "models");

    public static ModelCatalog Catalog() => ModelCatalog.Load(Path.Combine(Root, "models", "models.json"), ModelDirectory);

    public static Frame OneFace()
    {
        var path = Path.Combine(Root, ".cache", "photos", "sample1.jpg");
        using var photo = new ImageDecoder().Decode(File.ReadAllBytes(path), path);
        var frame = new Frame(FrameFormat.Rgba32, 640, 480);
        for (var y = 0; y < frame.Height; y++)
        {
            photo.Pixels.Slice(((Top + y) * photo.Stride) + (Left * 4), frame.Stride).CopyTo(frame.Pixels[(y * frame.Stride)..]);
        }

        return frame;
    }

    // BenchmarkDotNet runs a copy of this program from folders of its own, all of them below the repository.
    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "DoorFace.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException($"No DoorFace.sln above {AppContext.BaseDirectory}.");
    }
}
