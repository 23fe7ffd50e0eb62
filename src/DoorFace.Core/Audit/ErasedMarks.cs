namespace DoorFace.Core.Audit;

/// <summary>Up to which entries the content was erased by the rules, 0 for none: an empty entry beyond was emptied by somebody else.</summary>
/// <param name="Access">For <see cref="RetentionClass.Access"/>.</param>
/// <param name="Administration">For <see cref="RetentionClass.Administration"/>.</param>
/// <param name="Outside">For <see cref="RetentionClass.Outside"/>.</param>
/// <param name="Evicted">Up to which entry everything was taken away before its time.</param>
public readonly record struct ErasedMarks(long Access, long Administration, long Outside = 0, long Evicted = 0)
{
    public long Of(RetentionClass content) => content switch
    {
        RetentionClass.Access => Access,
        RetentionClass.Outside => Outside,
        _ => Administration,
    };
}
