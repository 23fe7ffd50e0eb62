using System.Text;
using DoorFace.Storage.Residents;
using DoorFace.Storage.Sqlite;
using DoorFace.Storage.Tests.Support;
using Microsoft.Data.Sqlite;

namespace DoorFace.Storage.Tests;

/// <summary>Who is removed leaves no byte in the file or its log.</summary>
public sealed class ErasureTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Removed_templates_and_names_are_in_no_file_of_the_folder()
    {
        using var store = ResidentStore.Open(_folder.File);
        Enroll.Several(store, 5);
        var references = Enroll.References(99, 4);
        var resident = store.Add("Somebody Removed", references, Enroll.Day, Enroll.Consent);
        var face = store.OfFace(resident.Id);
        Assert.Equal(5, face.Count);
        Assert.All(face, bytes => Assert.True(_folder.Knows(bytes)));
        Assert.True(IsFound(Encoding.UTF8.GetBytes("Somebody Removed")));

        store.Remove(resident.Id);

        Assert.All(face, bytes => Assert.False(_folder.Knows(bytes)));
        Assert.False(IsFound(Encoding.UTF8.GetBytes("Somebody Removed")));
        Assert.False(IsFound(Encoding.UTF8.GetBytes(resident.Id.ToString())));
        Assert.False(store.IsErasurePending());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_key_of_a_resident_is_destroyed_before_their_references(bool everybody)
    {
        using var store = ResidentStore.Open(_folder.File);
        var resident = store.Add("Ada", Enroll.References(99, 4), Enroll.Day, Enroll.Consent);
        using var witness = new SqliteConnection($"Data Source={_folder.File};Pooling=False");
        witness.Open();
        Run("CREATE TABLE seen (keys INTEGER)");
        Run("CREATE TRIGGER witness BEFORE DELETE ON reference BEGIN INSERT INTO seen SELECT count(*) FROM resident_key WHERE subject = OLD.subject; END");

        _ = everybody ? store.RemoveAll() : store.Remove(resident.Id) ? 1 : 0;

        Assert.Equal((4L, 0L), ((long)Run("SELECT count(*) FROM seen")!, (long)Run("SELECT sum(keys) FROM seen")!));

        object? Run(string text)
        {
            using var command = witness.CreateCommand();
            command.CommandText = text;
            return command.ExecuteScalar();
        }
    }

    [Fact]
    public void Replaced_templates_are_in_no_file_of_the_folder_and_the_new_ones_are()
    {
        using var store = ResidentStore.Open(_folder.File);
        Enroll.Several(store, 5);
        var (old, references) = (Enroll.References(99, 6), Enroll.References(98, 5));
        var resident = store.Add("Ada", old, Enroll.Day, Enroll.Consent);
        var before = store.OfFace(resident.Id);
        Assert.All(before, bytes => Assert.True(_folder.Knows(bytes)));

        store.ReplaceReferences(resident.Id, references, Enroll.Day, Enroll.Consent, administrator: false);

        Assert.All(before, bytes => Assert.False(_folder.Knows(bytes)));
        Assert.All(store.OfFace(resident.Id), bytes => Assert.True(_folder.Knows(bytes)));
        Assert.False(store.IsErasurePending());
    }

    [Fact]
    public void When_all_are_removed_no_template_name_id_or_consent_is_left()
    {
        using var store = ResidentStore.Open(_folder.File);
        var references = Enroll.References(99, 40);
        var residents = references.Select((r, i) => store.Add($"Somebody {i}", [r], Enroll.Day, Enroll.Consent with { Source = "terminal, uid 4711" })).ToList();
        var faces = residents.SelectMany(resident => store.OfFace(resident.Id)).ToList();
        Assert.All(faces, bytes => Assert.True(_folder.Knows(bytes)));
        Assert.True(IsFound(Encoding.UTF8.GetBytes("uid 4711")));

        Assert.Equal(40, store.RemoveAll());

        Assert.Empty(store.List());
        Assert.All(faces, bytes => Assert.False(_folder.Knows(bytes)));
        Assert.All(residents, r => Assert.False(IsFound(Encoding.UTF8.GetBytes(r.Id.ToString()))));
        Assert.False(IsFound(Encoding.UTF8.GetBytes("Somebody")));
        Assert.False(IsFound(Encoding.UTF8.GetBytes("uid 4711")));
        Assert.False(store.IsErasurePending());
    }

    [Theory]
    // Rows that move from page to page are what SQLite's secure_delete by itself leaves copies of.
    [InlineData(1038, 16)]
    [InlineData(1503, 50)]
    public void A_template_that_moved_between_pages_before_it_was_removed_is_erased_too(int seed, int dimension)
    {
        var random = new Random(seed);
        using var store = ResidentStore.Open(_folder.File);
        var live = new List<(Resident Resident, List<byte[]> Face)>();
        var gone = new List<byte[]>();
        for (var step = 0; step < 120; step++)
        {
            if (live.Count == 0 || random.Next(10) < 6)
            {
                NewReference[] references = [.. Enumerable.Range(0, 1 + random.Next(6)).Select(_ => Enroll.Reference(random, dimension))];
                var resident = store.Add($"{step}", references, Enroll.Day, Enroll.Consent);
                live.Add((resident, store.OfFace(resident.Id)));
            }
            else
            {
                var chosen = live[random.Next(live.Count)];
                store.Remove(chosen.Resident.Id);
                live.Remove(chosen);
                gone.AddRange(chosen.Face);
            }
        }

        Assert.True(gone.Count > 100);
        Assert.All(gone, bytes => Assert.False(_folder.Knows(bytes)));
        Assert.All(live.SelectMany(l => l.Face), bytes => Assert.True(_folder.Knows(bytes)));
    }

    [Fact]
    public void While_another_process_reads_the_removal_holds_and_the_erasure_is_reported_and_finished_later()
    {
        var references = Enroll.References(99, 2);
        List<byte[]> face;
        using var other = new SqliteConnection($"Data Source={_folder.File};Pooling=False");
        using (var store = ResidentStore.Open(_folder.File, TimeSpan.Zero))
        {
            Enroll.Several(store, 2);
            var resident = store.Add("Somebody Removed", references, Enroll.Day, Enroll.Consent);
            face = store.OfFace(resident.Id);
            other.Open();
            other.Execute("BEGIN");
            other.Integer("SELECT count(*) FROM resident");

            var error = Assert.Throws<StorageException>(() => store.Remove(resident.Id));

            Assert.Equal(StorageFault.ErasureUnfinished, error.Fault);
            Assert.Contains("not let in any more", error.Message, StringComparison.Ordinal);
            Assert.Null(store.Find("Somebody Removed"));
            Assert.Equal(4, store.LoadReferences().References.Count);
            Assert.True(store.IsErasurePending());
            Assert.Contains(face, _folder.Knows);
        }

        // A start while the other still reads: the door must open for the others all the same.
        using (var store = ResidentStore.Open(_folder.File, TimeSpan.Zero))
        {
            Assert.Equal(2, store.List().Count);
            Assert.True(store.IsErasurePending());
        }

        other.Execute("COMMIT");
        using (var store = ResidentStore.Open(_folder.File))
            Assert.False(store.IsErasurePending());
        Assert.All(face, bytes => Assert.False(_folder.Knows(bytes)));
    }

    private bool IsFound(byte[] bytes) => _folder.Holds(bytes);
}
