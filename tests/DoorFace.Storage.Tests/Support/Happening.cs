using DoorFace.Core.Audit;
using DoorFace.Core.Biometrics;
using DoorFace.Storage.Audit;

namespace DoorFace.Storage.Tests.Support;

/// <summary>Audit records out of nothing, the same in every run.</summary>
internal static class Happening
{
    public static AuditRecord Record(
        int number, AuditKind kind = AuditKind.DoorOpened, string detail = "", SubjectId? subject = null, bool trusted = false) =>
        new(new AuditEvent(kind, detail, subject), Enroll.Day.AddSeconds(number), TimeSpan.FromSeconds(number), trusted);

    public static AuditRecord[] Records(int from, int count) => [.. Enumerable.Range(from, count).Select(number => Record(number))];
}
