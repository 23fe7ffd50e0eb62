namespace DoorFace.Core.Door;

/// <summary>What ends a release before the unlock time has passed. Both need a door position switch, and neither cuts the minimum pulse short.</summary>
public enum RelockRule
{
    /// <summary>Nothing: the unlock time always passes.</summary>
    AfterUnlockTime,

    /// <summary>The door was opened: nobody else can pull it open a second time.</summary>
    WhenOpened,

    /// <summary>The door was opened and closed again.</summary>
    WhenClosed,
}
