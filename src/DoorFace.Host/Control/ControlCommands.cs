namespace DoorFace.Host.Control;

/// <summary>What can be asked of the running service, by name.</summary>
internal static class ControlCommands
{
    public const string Status = "status";
    public const string Watch = "watch";
    public const string Release = "release";
    public const string LockDown = "lock-down";
    public const string HoldOpen = "hold-open";
    public const string Normal = "normal";
    public const string ClearAlarm = "clear-alarm";
    public const string ConfirmClock = "confirm-clock";
    public const string Enroll = "enroll";
    public const string ShowState = "state show";
    public const string AcceptState = "state accept";
    public const string ListResidents = "residents list";
    public const string ShowResident = "residents show";
    public const string RenameResident = "residents rename";
    public const string RemoveResident = "residents remove";
    public const string SuspendResident = "residents suspend";
    public const string ResumeResident = "residents resume";
    public const string ScheduleResident = "residents schedule";
    public const string AppointAdministrator = "residents make-admin";
    public const string DismissAdministrator = "residents make-admin --revoke";
    public const string ExportResident = "residents export";
    public const string ShowAudit = "audit show";
    public const string VerifyAudit = "audit verify";
    public const string ExportAudit = "audit export";
    public const string ShowKey = "keys show";
    public const string RotateKey = "keys rotate";
    public const string RenewTemplates = "templates renew";
    public const string Prove = "prove";
}
