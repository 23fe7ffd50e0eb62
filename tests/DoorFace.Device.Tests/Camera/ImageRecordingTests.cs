using DoorFace.Device.Camera;

namespace DoorFace.Device.Tests.Camera;

public sealed class ImageRecordingTests : IDisposable
{
    private readonly PictureFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_folder_is_replayed_by_name_and_other_files_are_left_out()
    {
        _folder.Add("b.JPG", 2);
        _folder.Add("c.jpeg", 3);
        _folder.Add("a.png", 1);
        _folder.Add("notes.txt", 99);

        Assert.Equal([1, 2, 3], Replay(_folder.Path));
    }

    [Fact]
    public void Files_and_folders_come_in_the_order_given()
    {
        var single = _folder.Add("z.jpg", 9);
        using var other = new PictureFolder();
        other.Add("a.jpg", 5);

        Assert.Equal([9, 5, 9], Replay(single, other.Path, single));
    }

    [Fact]
    public void A_missing_path_is_named()
    {
        var missing = Path.Combine(_folder.Path, "nowhere");

        var fault = Assert.Throws<CameraException>(() => Replay(missing));

        Assert.Contains($"no image file or folder '{missing}'", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_pictures_is_named_with_what_belongs_into_it()
    {
        _folder.Add("notes.txt", 1);

        var fault = Assert.Throws<CameraException>(() => Replay(_folder.Path));

        Assert.Contains($"'{_folder.Path}' holds no .jpg, .jpeg, .png file", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_a_picture_is_named_after_the_good_ones_before_it()
    {
        _folder.Add("a.jpg", 1);
        var broken = _folder.Add("b.jpg", 1, 2, 3);
        List<byte> seen = [];

        var fault = Assert.Throws<CameraException>(() => seen.AddRange(Greys(_folder.Path)));

        Assert.Equal([1], Greys(_folder.Path).Take(1));
        Assert.Contains($"The picture '{broken}' cannot be replayed", fault.Message, StringComparison.Ordinal);
        Assert.Contains("Replace it or take it away", fault.Message, StringComparison.Ordinal);
    }

    private static byte[] Replay(params string[] paths) => [.. Greys(paths)];

    private static IEnumerable<byte> Greys(params string[] paths)
    {
        foreach (var frame in new ImageRecording(paths, new OneColourDecoder()))
        {
            using (frame)
            {
                yield return frame.Pixels[0];
            }
        }
    }
}
