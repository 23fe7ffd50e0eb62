using DoorFace.Core.Enrollment;

namespace DoorFace.Host.Residents;

/// <summary>What follows from who is enrolled, in a sentence with the way on.</summary>
internal static class HouseholdText
{
    /// <returns>Null while there is an administrator.</returns>
    public static string? Of(Household household) => household switch
    {
        Household.Administered => null,
        Household.Empty => "Nobody is enrolled: whoever enrolls next, by the button too, is administrator.",
        Household.WithoutAdministrator =>
            "None of the residents counts as administrator, so the enrollment button enrolls nobody: 'doorface residents make-admin NAME' names one, who must"
            + " be neither suspended nor outside their dates.",
        _ => "Who is enrolled cannot be read, or is not what the rest of the unit knows of it, so the enrollment button enrolls nobody: 'doorface doctor' says what to do.",
    };
}
