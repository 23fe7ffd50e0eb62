using System.Collections.Immutable;
using DoorFace.Core.Audit;
using DoorFace.Core.Biometrics;
using DoorFace.Core.Time;

namespace DoorFace.Core.Door;

/// <summary>The workbench of one step: the state as it becomes, and what has to be told and done about it.</summary>
internal sealed class DoorTurn(DoorState state, MonotonicInstant now)
{
    private readonly ImmutableArray<AuditEvent>.Builder _events = ImmutableArray.CreateBuilder<AuditEvent>();

    public DoorState State { get; set; } = state;

    public MonotonicInstant Now => now;

    public List<DoorCommand> Commands { get; } = [];

    public void Note(AuditKind kind, string detail = "", SubjectId? subject = null) => _events.Add(new AuditEvent(kind, detail, subject));

    /// <summary>A fault that began or ended. Anybody before the camera can spoil its picture, with a hand or a lamp.</summary>
    public void Note(AuditKind kind, DoorFault fault, string detail) =>
        _events.Add(new AuditEvent(kind, detail) { IsOutside = fault is DoorFault.Picture or DoorFault.TooDark });

    public DoorStep Finish(MonotonicInstant? wakeAt) => new(State, [.. Commands], _events.ToImmutable(), wakeAt);
}
