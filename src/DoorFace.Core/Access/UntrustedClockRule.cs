namespace DoorFace.Core.Access;

/// <summary>Who may enter while the wall clock cannot be trusted.</summary>
public enum UntrustedClockRule
{
    /// <summary>Those who may enter at any time; nobody with hours or dates.</summary>
    RefuseRestricted,

    /// <summary>Every resident, at any time, but those who may never enter.</summary>
    IgnoreRestrictions,

    /// <summary>Nobody.</summary>
    RefuseEveryone,
}
