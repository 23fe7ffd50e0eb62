using DoorFace.Core.Access;
using DoorFace.Host.Audit;
using DoorFace.Host.Gallery;
using DoorFace.Host.Residents;
using DoorFace.Host.Settings;
using DoorFace.Storage.Audit;
using DoorFace.Storage.Residents;

namespace DoorFace.Host.Control;

/// <summary>What can be asked about residents, by way of the running service or, while none runs, by a command.</summary>
internal sealed class ResidentHandlers(StorageSettings settings, IAdministrationAudit audit, LoadedGallery loaded, TimeProvider time) : IControlHandlers
{
    private readonly ResidentAdministration _residents = new(settings.OpenStore, audit, time, loaded);

    public IEnumerable<ControlHandler> Handlers =>
    [
        About(ControlCommands.ListResidents, call => [.. _residents.List(call.By).Select(resident => new ControlReply(true, "") { Resident = ResidentAnswer.Of(resident) }), new ControlReply(true, "")]),
        About(ControlCommands.ShowResident, call => [new ControlReply(true, "") { Person = _residents.Show(NameIn(call), call.By) }]),
        About(ControlCommands.RenameResident, Rename),
        About(ControlCommands.RemoveResident, Remove),
        About(ControlCommands.SuspendResident, Suspend),
        About(ControlCommands.ResumeResident, call => [Done($"{_residents.Suspend(NameIn(call), suspended: false, call.By).Name} may enter again.")]),
        About(ControlCommands.ScheduleResident, Schedule),
        About(ControlCommands.AppointAdministrator, call => [Done($"{_residents.Appoint(NameIn(call), administrator: true, call.By).Name} is an administrator.")]),
        About(ControlCommands.DismissAdministrator, Dismiss),
        About(ControlCommands.ExportResident, Export),
    ];

    private static string NameIn(ControlCall call) => call.Request.Name ?? throw new ResidentNameException("The request names no resident.");

    private static ControlReply Done(string message) => new(true, message);

    private ControlHandler About(string command, Func<ControlCall, IEnumerable<ControlReply>> answer) => ControlHandler.Immediate(command, call => call.RefusalOfDatabase(settings) is { } refusal ? [refusal] : answer(call));

    private IEnumerable<ControlReply> Rename(ControlCall call)
    {
        var newName = call.Request.NewName ?? "";
        return [Done($"{_residents.Rename(NameIn(call), newName, call.By).Name} is now {newName}.")];
    }

    private IEnumerable<ControlReply> Remove(ControlCall call)
    {
        var administrator = _residents.IsAdministrator(NameIn(call));
        var receipt = _residents.Remove(NameIn(call), call.By);
        return [Done($"{receipt.Name} and {receipt.References} reference(s) are erased.{LastOne(administrator)}") with { Receipt = receipt }];
    }

    private IEnumerable<ControlReply> Schedule(ControlCall call)
    {
        var request = call.Request;
        Entitlement entitlement;
        try
        {
            entitlement = new Entitlement(request.Schedule is { } hours ? WeeklySchedule.Parse(hours) : null, request.ValidFrom, request.ValidUntil);
        }
        catch (FormatException exception)
        {
            return [new ControlReply(false, exception.Message) { Exit = ExitCodes.Usage }];
        }

        var said = EntitlementText.Write(entitlement, time.LocalTimeZone);
        var resident = _residents.Schedule(NameIn(call), entitlement, said, call.By);
        return [Done($"{resident.Name} may enter: {said}.{LastOne(resident.IsAdministrator)}")];
    }

    private IEnumerable<ControlReply> Dismiss(ControlCall call)
    {
        var resident = _residents.Appoint(NameIn(call), administrator: false, call.By);
        return [Done($"{resident.Name} is no administrator.{LastOne(resident.IsAdministrator)}")];
    }

    private IEnumerable<ControlReply> Suspend(ControlCall call)
    {
        var resident = _residents.Suspend(NameIn(call), suspended: true, call.By);
        return [Done($"{resident.Name} may not enter until resumed.{LastOne(resident.IsAdministrator)}")];
    }

    /// <summary>What follows when it was the last administrator.</summary>
    private string LastOne(bool wasAdministrator) => wasAdministrator && HouseholdText.Of(_residents.Household()) is { } text ? $" {text}" : "";

    /// <summary>What is stored about a person, and then their events, the oldest first.</summary>
    private IEnumerable<ControlReply> Export(ControlCall call)
    {
        var person = _residents.Export(NameIn(call), call.By);
        using var store = AuditStore.OpenForReading(settings.FullAuditPath);
        return
        [
            new ControlReply(true, "") { Person = person },
            .. store.EntriesOf(new(Guid.ParseExact(person.Resident.Id, "N"))).Select(entry => new ControlReply(true, "") { Entry = AuditAnswer.Of(entry, names: null) }),
            new ControlReply(true, ""),
        ];
    }
}
