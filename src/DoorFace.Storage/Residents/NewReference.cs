using DoorFace.Core.Biometrics;

namespace DoorFace.Storage.Residents;

/// <summary>The features of one capture, to be enrolled, and the embedder that made them.</summary>
public sealed record NewReference(ModelHash Embedder, Embedding Template);
