namespace DoorFace.Host.Settings;

/// <summary>Where the unit's master key comes from.</summary>
public enum KeySource
{
    /// <summary>The service's credential when systemd hands one over, otherwise the key file, which is made when there is none.</summary>
    Auto,

    /// <summary>The credential; none is a fault, and no key file is made. After a factory reset it must be another one.</summary>
    Credential,

    /// <summary>The key file.</summary>
    File,
}
