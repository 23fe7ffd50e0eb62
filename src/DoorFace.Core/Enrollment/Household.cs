namespace DoorFace.Core.Enrollment;

/// <summary>Who is enrolled, as far as the enrollment button must know: who may be asked, and whether anybody may be the first.</summary>
public enum Household
{
    /// <summary>The residents cannot be read, or are not what the rest of the unit knows of them. Nobody is enrolled until that is mended.</summary>
    InDoubt,

    /// <summary>Nobody is enrolled, and nothing speaks against it: whoever enrolls is the first, and administrator.</summary>
    Empty,

    /// <summary>Residents, of whom none counts as administrator: only an administrator of the unit, at a terminal, goes on from here.</summary>
    WithoutAdministrator,

    /// <summary>At least one resident counts as administrator.</summary>
    Administered,
}
