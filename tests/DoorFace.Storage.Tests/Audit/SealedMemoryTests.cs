using DoorFace.Core.Audit;
using DoorFace.Core.Door;
using DoorFace.Storage.Sqlite;
using DoorFace.Storage.Tests.Support;

namespace DoorFace.Storage.Tests.Audit;

/// <summary>What the door must not forget counts only as this unit stored it; otherwise it comes up locked down, with the alarm on.</summary>
public sealed class SealedMemoryTests : IDisposable
{
    private static readonly DoorMemory Safest = new(Tamper: true, LockDown: true);

    private readonly SealedHome _home = new();

    public SealedMemoryTests()
    {
        using var store = _home.Start();
        store.Append([Happening.Record(0, AuditKind.Started)], new DoorMemory(Tamper: true, LockDown: true, PauseLevel: 2));
    }

    public void Dispose() => _home.Dispose();

    [Theory]
    [InlineData("UPDATE door_memory SET tamper = 0, lock_down = 0")]
    [InlineData("UPDATE door_memory SET pause_level = 0")]
    [InlineData("UPDATE door_memory SET seal = NULL, tamper = 0")]
    [InlineData("UPDATE door_memory SET lock_down_ends_at = 0")]
    [InlineData("UPDATE door_memory SET taken_of_day = 1")]
    [InlineData("DELETE FROM door_memory")]
    public void What_somebody_writes_without_the_key_brings_it_up_as_the_safest(string edit)
    {
        _home.Edit(connection => connection.Execute(edit));

        for (var start = 0; start < 3; start++)
        {
            using var store = _home.Start();
            Assert.Equal(Safest, store.LoadMemory(out var damage));
            Assert.NotNull(damage);
        }
    }

    [Fact]
    public void What_is_stored_anew_counts_again()
    {
        _home.Edit(connection => connection.Execute("UPDATE door_memory SET tamper = 0"));
        using (var store = _home.Start())
            store.Append([], new DoorMemory(Fire: true));

        using var next = _home.Start();

        Assert.Equal(new DoorMemory(Fire: true), next.LoadMemory(out var damage));
        Assert.Null(damage);
    }

    [Fact]
    public void Stored_without_the_key_it_is_sealed_as_soon_as_that_is_back()
    {
        using (var store = _home.Start())
        {
            _home.Signer.IsAway = true;
            store.Append([], new DoorMemory(Fire: true));
            _home.Signer.IsAway = false;
            store.Append([Happening.Record(1, AuditKind.Intent)], null);
        }

        using var next = _home.Start();

        Assert.Equal(new DoorMemory(Fire: true), next.LoadMemory(out var damage));
        Assert.Null(damage);
    }

    [Fact]
    public void A_memory_from_before_is_sealed_as_it_is_once()
    {
        _home.Edit(Earlier.MakeAuditVersion5);
        _home.Signer.Remember(_home.Signer.Remembered! with { SealsMemory = false });
        using (var store = _home.Start())
        {
            Assert.Equal(new DoorMemory(Tamper: true, LockDown: true, PauseLevel: 2), store.LoadMemory(out var damage));
            Assert.Null(damage);
            store.Append([Happening.Record(1, AuditKind.Started)], null);
        }

        // Whoever takes the version and the seal back opens that door no more.
        _home.Edit(connection =>
        {
            connection.Execute("UPDATE door_memory SET tamper = 0, lock_down = 0");
            Earlier.MakeAuditVersion5(connection);
        });

        using var next = _home.Start();
        Assert.Equal(Safest, next.LoadMemory(out var said));
        Assert.NotNull(said);
    }
}
