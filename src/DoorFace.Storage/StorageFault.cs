namespace DoorFace.Storage;

/// <summary>What kept a file from being opened, read or written.</summary>
public enum StorageFault
{
    /// <summary>The folder that should hold the file does not exist.</summary>
    NoFolder,

    /// <summary>The path names a folder.</summary>
    NotAFile,

    /// <summary>The file is something else than an SQLite database.</summary>
    NotADatabase,

    /// <summary>The file is a database of another program.</summary>
    OtherApplication,

    /// <summary>A newer version of DoorFace wrote the file.</summary>
    NewerSchema,

    /// <summary>The file is damaged, or part of it is missing.</summary>
    Corrupt,

    /// <summary>The file or its folder must not be written by this user.</summary>
    ReadOnly,

    /// <summary>Another process keeps the file locked; trying again later may work.</summary>
    Busy,

    /// <summary>No room is left; what was stored before is intact.</summary>
    DiskFull,

    /// <summary>What was asked for is done, but what was removed or replaced by it is not yet erased from the file.</summary>
    ErasureUnfinished,

    /// <summary>The resident is not (or no longer) enrolled.</summary>
    UnknownResident,

    /// <summary>As many residents are enrolled as the door takes.</summary>
    GalleryFull,

    /// <summary>The master key that the file is on is nowhere to be found.</summary>
    KeyMissing,

    /// <summary>There is a master key, but not the one that the file is on.</summary>
    WrongKey,

    /// <summary>The master key's file may not be used: others may read it, it is no key, or it cannot be read or written.</summary>
    KeyUnusable,

    /// <summary>What the master key seals was changed, or comes from elsewhere.</summary>
    SecretsDamaged,

    /// <summary>A part of the unit's state is missing, older or another unit's, as the rest of it tells.</summary>
    StateInDoubt,

    /// <summary>What is stored of the resident is not what the unit stored.</summary>
    ResidentDamaged,

    /// <summary>The operating system or SQLite failed otherwise; the message quotes it.</summary>
    Failed,
}
