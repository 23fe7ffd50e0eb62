using DoorFace.Storage.Residents;
using DoorFace.Storage.Sqlite;
using DoorFace.Storage.Tests.Support;

namespace DoorFace.Storage.Tests;

/// <summary>A damaged reference is refused by name; everybody else gets in.</summary>
public sealed class DamagedReferenceTests : IDisposable
{
    private const string Changed = "it was changed, or belongs to another place or unit";

    private readonly TemporaryFolder _folder = new();

    public DamagedReferenceTests()
    {
        using var store = ResidentStore.Open(_folder.File);
        Enroll.Several(store, 3);
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("template = x'000000'", Changed)]
    [InlineData("template = x''", Changed)]
    [InlineData("template = zeroblob(2077)", Changed)]
    [InlineData("template = substr(template, 1, 2076)", Changed)]
    [InlineData("template = CAST(substr(template, 1, 2076) || CASE substr(template, 2077) WHEN x'00' THEN x'01' ELSE x'00' END AS BLOB)", Changed)]
    [InlineData("template = (SELECT template FROM reference WHERE rowid = 1)", Changed)]
    [InlineData("template = (SELECT template FROM reference WHERE rowid = 4)", Changed)]
    [InlineData("embedder = 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb'", Changed)]
    [InlineData("sealed = 0", "it is not sealed by this unit")]
    [InlineData("embedder = 'unknown'", "A model hash is 64 hexadecimal digits")]
    [InlineData("id = 'unknown'", "Guid")]
    public void Damage_is_reported_with_the_resident_and_the_others_are_loaded(string damage, string reason)
    {
        using (var store = ResidentStore.Open(_folder.File))
            store.Connection.Execute($"UPDATE reference SET {damage} WHERE rowid = 3");

        using var again = ResidentStore.Open(_folder.File);
        var loaded = again.LoadReferences();

        var damaged = Assert.Single(loaded.Damaged);
        Assert.Equal("Resident 1", damaged.ResidentName);
        Assert.Contains("A reference of 'Resident 1' is damaged and refused", damaged.Reason, StringComparison.Ordinal);
        Assert.Contains(reason, damaged.Reason, StringComparison.Ordinal);
        Assert.Equal(5, loaded.References.Count);
        Assert.Equal(3, loaded.References.Select(r => r.Subject).Distinct().Count());
    }

    [Fact]
    public void A_reference_that_belongs_to_nobody_is_reported()
    {
        using var store = ResidentStore.Open(_folder.File);
        store.Connection.Execute("PRAGMA foreign_keys = 0; UPDATE reference SET subject = 'x' WHERE rowid = 3");

        var loaded = store.LoadReferences();

        Assert.Null(Assert.Single(loaded.Damaged).ResidentName);
        Assert.Equal(5, loaded.References.Count);
    }
}
