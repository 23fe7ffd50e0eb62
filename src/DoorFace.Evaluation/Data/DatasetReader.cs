namespace DoorFace.Evaluation.Data;

/// <summary>Finds the images of a data set: a folder for each person.</summary>
public static class DatasetReader
{
    private static readonly string[] Extensions = [".jpg", ".jpeg", ".png", ".webp", ".bmp"];

    /// <summary>Lists the people and at most <paramref name="maxPerPerson"/> images of each, the first by name (ordinal).</summary>
    /// <exception cref="EvaluationException">No such folder, not readable, no images, or nobody with two of them.</exception>
    public static FaceDataSet Read(string folder, int maxPerPerson)
    {
        var root = new DirectoryInfo(folder);
        if (!root.Exists)
        {
            throw new EvaluationException($"There is no folder '{folder}'. Give a folder that holds one folder of images for each person.");
        }

        try
        {
            var people = root.EnumerateDirectories()
                .OrderBy(person => person.Name, StringComparer.Ordinal)
                .Select(person => new PersonImages(person.Name, ImagesIn(person, maxPerPerson)))
                .Where(person => person.Files.Count > 0)
                .ToList();
            if (!people.Any(person => person.Files.Count >= 2))
            {
                throw new EvaluationException(
                    $"Nobody in '{folder}' has two images ({people.Count} people with one, {ImagesIn(root, int.MaxValue).Count} images outside a person's folder). "
                    + "Put the images of each person into a folder of their own: FOLDER/PERSON/IMAGE.jpg.");
            }

            return new FaceDataSet(root.Name, root.FullName, people);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EvaluationException($"The folder '{folder}' cannot be read: {e.Message}");
        }
    }

    private static List<string> ImagesIn(DirectoryInfo folder, int most) =>
        [.. folder.EnumerateFiles()
            .Where(file => Extensions.Contains(file.Extension, StringComparer.OrdinalIgnoreCase))
            .OrderBy(file => file.Name, StringComparer.Ordinal)
            .Take(most)
            .Select(file => file.FullName)];
}
