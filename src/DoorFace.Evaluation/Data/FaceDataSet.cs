namespace DoorFace.Evaluation.Data;

/// <summary>Pictures of known people, as found on disk.</summary>
/// <param name="Name">The folder's own name.</param>
/// <param name="Root">Its full path.</param>
/// <param name="People">In the order of their names; each has at least one image.</param>
public sealed record FaceDataSet(string Name, string Root, IReadOnlyList<PersonImages> People)
{
    public int ImageCount => People.Sum(person => person.Files.Count);
}
