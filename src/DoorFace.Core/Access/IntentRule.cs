namespace DoorFace.Core.Access;

/// <summary>What shows that somebody wants to come in.</summary>
public enum IntentRule
{
    /// <summary>They stand near and look at the camera.</summary>
    FacePresent,

    /// <summary>They pressed the bell or intent button a moment ago.</summary>
    Button,
}
