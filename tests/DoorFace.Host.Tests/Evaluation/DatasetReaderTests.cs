using DoorFace.Host.Evaluation;

namespace DoorFace.Host.Tests.Evaluation;

public sealed class DatasetReaderTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("doorface-eval-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void People_and_their_images_come_sorted_by_name_and_capped()
    {
        Touch("Bo/2.png", "Bo/1.JPG", "Bo/3.jpeg", "Bo/notes.txt", "Al/b.jpg", "Al/a.jpg", "Empty/notes.txt", "README.md");

        var data = DatasetReader.Read(_folder.FullName, maxPerPerson: 2);

        Assert.Equal(_folder.Name, data.Name);
        Assert.Equal(["Al", "Bo"], data.People.Select(person => person.Name));
        Assert.Equal(["a.jpg", "b.jpg", "1.JPG", "2.png"], data.People.SelectMany(person => person.Files).Select(Path.GetFileName));
        Assert.Equal(4, data.ImageCount);
    }

    [Fact]
    public void A_missing_folder_is_named()
    {
        var missing = Path.Combine(_folder.FullName, "nowhere");

        Assert.Contains(missing, Assert.Throws<EvaluationException>(() => DatasetReader.Read(missing, 6)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_where_nobody_has_two_images_says_what_it_found_and_how_to_lay_it_out()
    {
        Touch("Al/a.jpg", "Bo/b.jpg", "loose.jpg");

        var message = Assert.Throws<EvaluationException>(() => DatasetReader.Read(_folder.FullName, 6)).Message;

        Assert.Contains("2 people with one, 1 images outside", message, StringComparison.Ordinal);
        Assert.Contains("FOLDER/PERSON/IMAGE.jpg", message, StringComparison.Ordinal);
    }

    private void Touch(params string[] files)
    {
        foreach (var file in files)
        {
            var path = Path.Combine(_folder.FullName, file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, []);
        }
    }
}
