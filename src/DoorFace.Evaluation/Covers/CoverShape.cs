namespace DoorFace.Evaluation.Covers;

/// <summary>The outline of what is drawn over a face.</summary>
public enum CoverShape
{
    /// <summary>A folded mask from the bridge of the nose to the chin, with its bands.</summary>
    SurgicalMask,

    /// <summary>A cup over nose and mouth.</summary>
    Respirator,

    /// <summary>Cloth from under the eyes to below the chin, wider than the face.</summary>
    Scarf,

    /// <summary>A three-cornered cloth, its tip below the chin.</summary>
    Bandana,

    /// <summary>A palm and four fingers over nose and mouth.</summary>
    Hand,

    /// <summary>A rectangle before nose and mouth.</summary>
    Telephone,

    /// <summary>An uneven patch over nose and mouth, of no thing in particular: only to set the measure.</summary>
    Patch,

    /// <summary>A folded mask worn over the mouth only, the nose free.</summary>
    MaskBelowNose,

    /// <summary>A brim and a crown down to the brows.</summary>
    Hat,

    /// <summary>A dark glass over each eye, with a bridge.</summary>
    DarkGlasses,
}
