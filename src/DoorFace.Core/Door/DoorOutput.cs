namespace DoorFace.Core.Door;

/// <summary>What the door controller can switch. Its safe level is always the inactive one: no current in the coil, no light, no sound.</summary>
public enum DoorOutput
{
    /// <summary>The relay of the electric strike; active energises it.</summary>
    Strike,

    /// <summary>Lit whenever frames are taken.</summary>
    CameraLamp,

    /// <summary>A face would be looked at.</summary>
    ReadyLamp,

    /// <summary>Somebody's face is being looked at.</summary>
    WorkingLamp,

    /// <summary>The strike is released.</summary>
    GrantedLamp,

    /// <summary>Somebody was refused, or faces are not accepted for now.</summary>
    DeniedLamp,

    /// <summary>Forced open, held open, tamper or fire.</summary>
    AlarmLamp,

    /// <summary>An enrollment is going on.</summary>
    EnrollLamp,

    /// <summary>Something is broken; <c>doorface status</c> and the audit say what.</summary>
    FaultLamp,

    /// <summary>It is too dark to find faces; a sign for people, not a light for the camera.</summary>
    DarkLamp,

    /// <summary>The buzzer.</summary>
    Buzzer,
}
