namespace DoorFace.Host.Settings;

/// <summary>What kind of contact a sensor has.</summary>
public enum SensorContact
{
    /// <summary>None is wired; the line is not opened.</summary>
    Absent,

    /// <summary>The circuit is open while the sensor is inactive: a button that closes while pressed. A cut wire goes unnoticed.</summary>
    NormallyOpen,

    /// <summary>The circuit is closed while the sensor is inactive (door shut, housing shut), so that a cut wire counts as active.</summary>
    NormallyClosed,
}
