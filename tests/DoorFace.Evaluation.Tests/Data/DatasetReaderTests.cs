using DoorFace.Evaluation.Data;
using DoorFace.Evaluation.Tests.Support;

namespace DoorFace.Evaluation.Tests.Data;

public sealed class DatasetReaderTests : IDisposable
{
    private readonly EvaluationFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void People_and_their_images_come_sorted_by_name_and_capped()
    {
        Touch("Bo/2.png", "Bo/1.JPG", "Bo/3.jpeg", "Bo/notes.txt", "Al/b.jpg", "Al/a.jpg", "Empty/notes.txt", "README.md");

        var data = DatasetReader.Read(_folder.Path, maxPerPerson: 2);

        Assert.Equal(Path.GetFileName(_folder.Path), data.Name);
        Assert.Equal(["Al", "Bo"], data.People.Select(person => person.Name));
        Assert.Equal(["a.jpg", "b.jpg", "1.JPG", "2.png"], data.People.SelectMany(person => person.Files).Select(Path.GetFileName));
        Assert.Equal(4, data.ImageCount);
    }

    [Fact]
    public void A_missing_folder_is_named()
    {
        var missing = Path.Combine(_folder.Path, "nowhere");

        Assert.Contains(missing, Assert.Throws<EvaluationException>(() => DatasetReader.Read(missing, 6)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_where_nobody_has_two_images_says_what_it_found_and_how_to_lay_it_out()
    {
        Touch("Al/a.jpg", "Bo/b.jpg", "loose.jpg");

        var message = Assert.Throws<EvaluationException>(() => DatasetReader.Read(_folder.Path, 6)).Message;

        Assert.Contains("2 people with one, 1 images outside", message, StringComparison.Ordinal);
        Assert.Contains("FOLDER/PERSON/IMAGE.jpg", message, StringComparison.Ordinal);
    }

    private void Touch(params string[] files)
    {
        foreach (var file in files)
        {
            _folder.Write(file, []);
        }
    }
}
