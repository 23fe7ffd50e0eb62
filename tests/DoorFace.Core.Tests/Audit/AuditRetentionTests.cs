using DoorFace.Core.Audit;

namespace DoorFace.Core.Tests.Audit;

public class AuditRetentionTests
{
    [Fact]
    public void Every_kind_of_entry_has_a_retention()
    {
        Assert.All(Enum.GetValues<AuditKind>(), kind => Assert.True(Enum.IsDefined(AuditRetention.ClassOf(kind))));
        Assert.Throws<ArgumentOutOfRangeException>(() => AuditRetention.ClassOf((AuditKind)(-1)));
    }

    [Theory]
    [InlineData(AuditKind.StrikeReleased, RetentionClass.Access)]
    [InlineData(AuditKind.AccessDenied, RetentionClass.Outside)]
    [InlineData(AuditKind.Intent, RetentionClass.Outside)]
    [InlineData(AuditKind.CallerRefused, RetentionClass.Outside)]
    [InlineData(AuditKind.RequestToExit, RetentionClass.Access)]
    [InlineData(AuditKind.DoorOpened, RetentionClass.Access)]
    [InlineData(AuditKind.ForcedOpen, RetentionClass.Administration)]
    [InlineData(AuditKind.ResidentEnrolled, RetentionClass.Administration)]
    [InlineData(AuditKind.ResidentErased, RetentionClass.Administration)]
    [InlineData(AuditKind.Fault, RetentionClass.Administration)]
    [InlineData(AuditKind.Started, RetentionClass.Administration)]
    public void Who_came_and_went_is_kept_for_the_shorter_time(AuditKind kind, RetentionClass kept) => Assert.Equal(kept, AuditRetention.ClassOf(kind));
}
