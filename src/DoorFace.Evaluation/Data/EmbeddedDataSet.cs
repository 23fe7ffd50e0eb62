using DoorFace.Core.Biometrics;

namespace DoorFace.Evaluation.Data;

/// <summary>A data set with the features of its images.</summary>
/// <param name="Name">The data set's name.</param>
/// <param name="Embedder">The model that made the features.</param>
/// <param name="People">Everybody in the data set, also who has no usable image.</param>
/// <param name="FailuresToDetect">Images in which no face was found.</param>
/// <param name="Unreadable">Files that could not be decoded.</param>
public sealed record EmbeddedDataSet(
    string Name,
    ModelHash Embedder,
    IReadOnlyList<PersonEmbeddings> People,
    IReadOnlyList<ImageFailure> FailuresToDetect,
    IReadOnlyList<ImageFailure> Unreadable)
{
    /// <summary>All images, with those that failed.</summary>
    public int ImageCount => People.Sum(person => person.Embeddings.Count) + FailuresToDetect.Count + Unreadable.Count;
}
