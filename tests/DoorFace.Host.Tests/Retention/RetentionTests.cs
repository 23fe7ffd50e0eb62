using DoorFace.Core.Audit;
using DoorFace.Core.Biometrics;
using DoorFace.Core.Door;
using DoorFace.Host.Retention;
using DoorFace.Host.Tests.Door;
using DoorFace.Host.Tests.Support;
using DoorFace.Storage.Residents;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace DoorFace.Host.Tests.Retention;

/// <summary>Who does not come any more is warned of and then erased, in the running unit.</summary>
public class RetentionTests
{
    private static readonly (string, string)[] Settings = [("Retention:Period", "90.00:00:00"), ("Retention:Warning", "1.00:00:00")];

    [Fact]
    public async Task Who_has_not_come_for_the_period_is_warned_of_then_erased_and_nobody_else()
    {
        await using var unit = new BenchUnit(Settings);
        var now = unit.Clock.GetUtcNow();
        var (gone, here) = (Enroll(unit, "Gone", now.AddDays(-100)), Enroll(unit, "Here", now.AddDays(-100)));
        Store(unit, store => store.MarkUsed(here, now.AddDays(-10)));
        await unit.StartAsync();

        await unit.UntilAuditedAsync(AuditKind.Fault, "Expiry: the references of 1 resident(s)");
        var expiring = Assert.Single(View(unit).Expiring);
        Assert.Equal("Gone", expiring.Name);
        Assert.InRange(expiring.ExpiresAt - unit.Clock.GetUtcNow(), TimeSpan.FromHours(23), TimeSpan.FromHours(24));
        await unit.UntilAsync(() => unit.IsOn(DoorOutput.FaultLamp), "the fault lamp flashes");
        Assert.DoesNotContain(unit.Entries(), entry => entry.Detail.Contains("Gone", StringComparison.Ordinal));

        for (var hour = 1; hour < 24; hour++)
        {
            await RunAnHourAsync(unit, gone, hour);
        }

        Assert.Equal(2, Store(unit, store => store.List().Count));
        await PassHourAsync(unit, 24);
        await unit.UntilAuditedAsync(AuditKind.ResidentExpired, "not used for 90 days");
        await unit.UntilAuditedAsync(AuditKind.FaultMended, "Expiry");
        Assert.Equal(gone, unit.Entries().Single(entry => entry.Kind == nameof(AuditKind.ResidentExpired)).Subject);
        Assert.Equal(["Here"], Store(unit, store => store.List().Select(resident => resident.Name).ToList()));
        Assert.Empty(View(unit).Expiring);
        await unit.AssertWayOutAsync();
    }

    [Fact]
    public async Task A_use_ends_the_warning_at_once_and_is_kept_to_the_day()
    {
        await using var unit = new BenchUnit(Settings);
        var now = unit.Clock.GetUtcNow();
        var rare = Enroll(unit, "Rare", now.AddDays(-100));
        await unit.StartAsync();
        await unit.UntilAuditedAsync(AuditKind.Fault, "Expiry");
        await RunAnHourAsync(unit, rare, 1);

        unit.Services.GetRequiredService<UseLog>().Note(rare);

        await unit.UntilAuditedAsync(AuditKind.FaultMended, "Expiry");
        Assert.Empty(View(unit).Expiring);
        Assert.Equal(new DateTimeOffset(now.Date, TimeSpan.Zero), Store(unit, store => store.Find("Rare")!.LastUsedAt));
        Assert.Empty(Store(unit, store => store.ExpiryWarnings()));
    }

    [Fact]
    public async Task A_clock_that_jumps_ahead_warns_of_nobody_and_erases_nobody()
    {
        await using var unit = new BenchUnit(Settings);
        Enroll(unit, "Here", unit.Clock.GetUtcNow());
        await unit.StartAsync();
        await unit.UntilAuditedAsync(AuditKind.Started);

        unit.Clock.Jump = TimeSpan.FromDays(3650);
        await unit.UntilAsync(() => unit.View.State.Faults.ContainsKey(DoorFault.Clock), "the clock is not trusted");
        for (var hour = 0; hour < 30; hour++)
        {
            unit.Clock.Advance(TimeSpan.FromHours(1));
            await unit.UntilAsync(() => true, "the others turn");
        }

        await unit.AssertWayOutAsync();
        Assert.Single(Store(unit, store => store.List()));
        Assert.Empty(Store(unit, store => store.ExpiryWarnings()));
        Assert.DoesNotContain(unit.Entries(), entry => entry.Detail.StartsWith("Expiry", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Uses_wait_for_a_database_that_is_locked_and_the_door_does_not()
    {
        await using var unit = new BenchUnit(Settings);
        var here = Enroll(unit, "Here", unit.Clock.GetUtcNow().AddDays(-50));
        await unit.StartedAsync();
        using (var other = new SqliteConnection($"Data Source={unit.Database};Pooling=False"))
        {
            other.Open();
            using var command = other.CreateCommand();
            command.CommandText = "BEGIN IMMEDIATE";
            command.ExecuteNonQuery();

            unit.Services.GetRequiredService<UseLog>().Note(here);
            await unit.GrantAsync();
            Assert.True(unit.IsOn(DoorOutput.Strike));
            await unit.AssertWayOutAsync();
            Assert.Null(Store(unit, store => store.List().Single().LastUsedAt));
        }

        await unit.UntilAsync(() => Store(unit, store => store.List().Single().LastUsedAt) is not null, "the use is written");
    }

    // One hour of running, until it is counted.
    private static async Task RunAnHourAsync(BenchUnit unit, SubjectId subject, int counted)
    {
        await PassHourAsync(unit, counted);
        await unit.UntilAsync(() => Store(unit, store => store.ExpiryWarnings().GetValueOrDefault(subject)) == counted, $"{counted} hours are counted");
    }

    // Not before it is waited for: it would pass unseen.
    private static async Task PassHourAsync(BenchUnit unit, int hour)
    {
        await unit.UntilAsync(() => unit.Clock.HourlyWaits >= hour, $"hour {hour} is waited for");
        unit.Clock.Advance(TimeSpan.FromHours(1));
    }

    private static RetentionView View(BenchUnit unit) => unit.Services.GetRequiredService<RetentionView>();

    private static SubjectId Enroll(BenchUnit unit, string name, DateTimeOffset at) => Store(unit, store => store.Add(
        name, [new NewReference(new ModelHash(new string('b', 64)), Embedding.FromVector([1, 0]))], at, StoredHome.Consent).Id);

    private static T Store<T>(BenchUnit unit, Func<ResidentStore, T> act)
    {
        using var store = ResidentStore.Open(unit.Database);
        return act(store);
    }
}
