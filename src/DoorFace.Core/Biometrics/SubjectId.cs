namespace DoorFace.Core.Biometrics;

/// <summary>An enrolled resident. Random, so that it says nothing about the person or the order of enrollment.</summary>
public readonly record struct SubjectId(Guid Value)
{
    public static SubjectId New() => new(Guid.NewGuid());

    public override string ToString() => Value.ToString("N");
}
