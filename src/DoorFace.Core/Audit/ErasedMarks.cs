namespace DoorFace.Core.Audit;

/// <summary>Up to which entries the content was erased because its time was over, 0 for none: an empty entry beyond was emptied by somebody else.</summary>
/// <param name="Access">For <see cref="RetentionClass.Access"/>.</param>
/// <param name="Administration">For <see cref="RetentionClass.Administration"/>.</param>
public readonly record struct ErasedMarks(long Access, long Administration)
{
    public long Of(RetentionClass content) => content == RetentionClass.Access ? Access : Administration;
}
