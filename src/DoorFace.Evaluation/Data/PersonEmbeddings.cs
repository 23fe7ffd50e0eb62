using DoorFace.Core.Biometrics;

namespace DoorFace.Evaluation.Data;

/// <summary>The features of one person's images, in the order of the images; none where every image failed.</summary>
public sealed record PersonEmbeddings(string Name, IReadOnlyList<Embedding> Embeddings);
