namespace DoorFace.Core.Access;

/// <summary>Who counts as administrator: whose face may allow an enrollment at some hour of the week, as things stand.</summary>
public static class AdministratorRule
{
    /// <param name="isAdministrator">They were made one.</param>
    /// <param name="entitlement">When they may enter.</param>
    /// <param name="now">What the clock says, right or not: nobody gains anything by a wrong one, for without an administrator the button enrolls nobody.</param>
    /// <returns>False also for one who is suspended, or whose time has not come or is over.</returns>
    public static bool Counts(bool isAdministrator, Entitlement entitlement, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(entitlement);
        return isAdministrator
            && entitlement is { Suspended: false, Schedule: not { IsNever: true } }
            && !(now < entitlement.ValidFrom)
            && !(now >= entitlement.ValidUntil);
    }
}
