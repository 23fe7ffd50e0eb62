namespace DoorFace.Core.Access;

/// <summary>What several faces in one picture mean.</summary>
public enum SeveralFacesRule
{
    /// <summary>The nearest face counts if it is clearly nearer than the next one.</summary>
    Nearest,

    /// <summary>Only a person alone is let in.</summary>
    Refuse,
}
