namespace DoorFace.Core.Biometrics;

/// <summary>An enrolled record: the features (template) of one capture of a resident, and the embedder that made them.</summary>
public sealed record BiometricReference(ReferenceId Id, SubjectId Subject, ModelHash Embedder, Embedding Template);
