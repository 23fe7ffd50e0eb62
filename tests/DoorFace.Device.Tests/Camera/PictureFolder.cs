namespace DoorFace.Device.Tests.Camera;

/// <summary>A folder of <see cref="OneColourDecoder"/>'s pictures that is gone after the test.</summary>
internal sealed class PictureFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("doorface-test-");

    public string Path => _folder.FullName;

    public string Add(string name, params byte[] content)
    {
        var file = System.IO.Path.Combine(Path, name);
        File.WriteAllBytes(file, content);
        return file;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
