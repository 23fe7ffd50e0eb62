using DoorFace.Tests.Support;
using SkiaSharp;

namespace DoorFace.Evaluation.Tests.Support;

/// <summary>A data set made for one test; gone with it.</summary>
internal sealed class EvaluationFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("doorface-eval-");

    public string Path => _folder.FullName;

    public static byte[] GreyPicture()
    {
        using var bitmap = new SKBitmap(64, 64);
        bitmap.Erase(SKColors.Gray);
        using var png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }

    /// <summary>The woman in the middle of a photograph, with room about her as on the pictures that the limits were measured on; as PNG.</summary>
    public static byte[] Portrait()
    {
        using var photo = SKBitmap.Decode(RepositoryFiles.Photo(3));
        using var portrait = new SKBitmap();
        Assert.True(photo.ExtractSubset(portrait, SKRectI.Create(815, 65, 640, 640)));
        using var png = portrait.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }

    public void Dispose() => _folder.Delete(recursive: true);

    public void Write(string name, ReadOnlySpan<byte> content)
    {
        var path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
    }

    public void CopyPhoto(int number, string name) => Write(name, File.ReadAllBytes(RepositoryFiles.Photo(number)));
}
