using DoorFace.Core.Audit;
using DoorFace.Core.Door;
using DoorFace.Core.Enrollment;
using DoorFace.Storage.Keys;
using DoorFace.Storage.Residents;
using Microsoft.Data.Sqlite;

namespace DoorFace.Host.Tests.Enrollment;

/// <summary>What is enrolled or erased at the door while the residents' file is in use elsewhere, or beyond reading.</summary>
public sealed class EnrollmentFaultTests
{
    [Fact]
    public async Task New_references_hold_though_the_old_ones_cannot_be_erased_from_the_file_yet()
    {
        await using var hall = await EnrollmentHall.WithAlexAsync();
        await hall.GoToAsync(EnrollmentPhase.Capturing, People.AlexElsewhere);
        using (Reading(hall))
        {
            await hall.ShowAsync(People.Alex, () => hall.State.End is not null, "the captures are taken");
            await hall.AssertEndedAsync(EnrollmentEnd.Refreshed);
            await hall.Unit.UntilAuditedAsync(AuditKind.ResidentRefreshed);
        }

        // Opening it finishes what was left.
        using var store = ResidentStore.Open(hall.Unit.Database);
        Assert.False(store.IsErasurePending());
    }

    [Fact]
    public async Task Everything_is_erased_though_the_residents_cannot_be_erased_from_the_file_yet()
    {
        await using var hall = await EnrollmentHall.WithAlexAsync();
        await HoldFromTheStartAsync(hall);
        using (Reading(hall))
        {
            hall.Unit.Put(DoorSensor.EnrollButton, false);
            await hall.WaitAsync(1);
            await hall.Unit.UntilAuditedAsync(AuditKind.FactoryReset);
            Assert.DoesNotContain(hall.Unit.Entries(), entry => entry.Kind == $"{AuditKind.ResidentEnrolled}");
        }

        Assert.Empty(hall.Residents());
    }

    [Fact]
    public async Task It_is_not_said_that_everything_is_erased_while_the_audit_cannot_be()
    {
        await using var hall = await EnrollmentHall.WithAlexAsync();
        await HoldFromTheStartAsync(hall);
        using (Writing(hall.Unit.Audit))
        {
            hall.Unit.Put(DoorSensor.EnrollButton, false);
            await hall.Unit.UntilAsync(() => hall.State.End is not null, "it ends");
            Assert.Equal(EnrollmentEnd.StorageFailed, hall.State.End);
            Assert.Empty(hall.Residents());
            Assert.Contains(hall.Unit.Entries(), entry => entry.Kind == $"{AuditKind.ResidentEnrolled}");
        }

        await hall.Unit.UntilAsync(() => hall.Unit.Entries().All(entry => entry.Kind != $"{AuditKind.ResidentEnrolled}"), "the audit is erased when it can be");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4096)]
    public async Task A_file_that_cannot_be_read_any_more_is_erased_with_its_key_and_somebody_can_be_the_first(int from)
    {
        await using var hall = await EnrollmentHall.WithAlexAsync();
        var key = KeyLocation.Beside(hall.Unit.Database).File;
        var before = File.ReadAllBytes(key);
        await hall.Unit.StopAsync();
        Spoil(hall.Unit.Database, from);
        hall.Unit.Scene.Show([]);
        hall.Unit.Put(DoorSensor.ResetJumper, true);
        hall.Unit.Put(DoorSensor.EnrollButton, true);
        await hall.Unit.StartAsync();
        await hall.Unit.UntilAsync(() => hall.State.Button.Marks > 0, "it is held for long enough");
        hall.Unit.Put(DoorSensor.EnrollButton, false);

        await hall.Unit.UntilAuditedAsync(AuditKind.FactoryReset);
        Assert.Empty(hall.Residents());
        Assert.DoesNotContain(hall.Unit.Entries(), entry => entry.Kind == $"{AuditKind.ResidentEnrolled}");
        await hall.Unit.UntilAsync(() => !hall.Unit.View.State.Faults.ContainsKey(DoorFault.Recognition), "faces are looked at again");
        await hall.HoldAsync(3);
        await hall.AgreeAsync(People.Kim);
        await hall.ShowAsync(People.Kim, () => hall.State.End is not null, "Kim is enrolled");
        await hall.AssertEndedAsync(EnrollmentEnd.Enrolled);
        Assert.NotEqual(before, File.ReadAllBytes(key));
    }

    private static async Task HoldFromTheStartAsync(EnrollmentHall hall)
    {
        await hall.Unit.StopAsync();
        hall.Unit.Scene.Show([]);
        hall.Unit.Put(DoorSensor.ResetJumper, true);
        hall.Unit.Put(DoorSensor.EnrollButton, true);
        await hall.Unit.StartedAsync();
        await hall.WaitAsync(16);
    }

    // Another process that keeps what was there before in the log.
    private static SqliteConnection Reading(EnrollmentHall hall) => Holding(hall.Unit.Database, "BEGIN; SELECT count(*) FROM resident");

    private static SqliteConnection Writing(string file) => Holding(file, "BEGIN IMMEDIATE");

    private static SqliteConnection Holding(string file, string how)
    {
        var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = how;
        command.ExecuteScalar();
        return connection;
    }

    private static void Spoil(string path, int from)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Write);
        file.Position = from;
        var noise = new byte[file.Length - from];
        new Random(1).NextBytes(noise);
        file.Write(noise);
    }
}
