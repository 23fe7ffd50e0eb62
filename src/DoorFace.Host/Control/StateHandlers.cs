using DoorFace.Device.Kernel;
using DoorFace.Host.Audit;
using DoorFace.Host.State;
using DoorFace.Storage.Keys;

namespace DoorFace.Host.Control;

/// <summary>What can be asked of the unit's state, by way of the running service or, while none runs, by a command.</summary>
/// <param name="state">The files.</param>
/// <param name="guard">Tells the door; null without one.</param>
/// <param name="audit">Keeps what was accepted.</param>
/// <param name="signer">Of the audit.</param>
internal sealed class StateHandlers(UnitState state, StateGuard? guard, IAdministrationAudit audit, AuditSigner signer) : IControlHandlers
{
    private const uint Root = 0;

    public IEnumerable<ControlHandler> Handlers =>
    [
        ControlHandler.Immediate(ControlCommands.ShowState, _ => [Show()]),
        ControlHandler.Immediate(ControlCommands.AcceptState, call => [Accept(call)]),
    ];

    private ControlReply Show() => state.Review(out var evidence) is { Count: > 0 } doubts
        ? new ControlReply(false, $"{string.Join(' ', doubts)} No face opens the door, and nobody is enrolled. {StateWays.Out}")
        : new ControlReply(true, evidence.Residents is { } residents
            ? $"All parts belong together: {residents}.{(evidence.DamagedResidents > 0 ? $" {evidence.DamagedResidents} of them are damaged: 'residents list' says whose." : "")}"
            : "There is nothing yet.");

    private ControlReply Accept(ControlCall call)
    {
        // Administrators are in a group, and may be whoever took the file away.
        if (call.User is not { } user || (user != Root && user != ProcessUser.Id))
        {
            return new ControlReply(false, "Only root may say so: sudo doorface state accept");
        }

        audit.Require();
        if (state.Accept(signer, call.By) is not { } accepted)
        {
            return new ControlReply(true, "Nothing was in doubt.");
        }

        // There may have been no key to seal with, or another unit's.
        signer.Forget();
        audit.Write(accepted);
        guard?.Look();
        return state.Review(out _) is { Count: > 0 } left
            ? new ControlReply(false, $"This is still in doubt: {string.Join(' ', left)}")
            : new ControlReply(true, "What is there now is the unit's state; the audit says what was in doubt.");
    }
}
