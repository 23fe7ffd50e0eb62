using System.Text;
using CsCheck;
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
        Enrol.Several(store, 5);
        var references = Enrol.References(99, 4);
        var resident = store.Add("Somebody Removed", references, Enrol.Day);
        Assert.True(IsFound(references[0]));
        Assert.True(IsFound(Encoding.UTF8.GetBytes("Somebody Removed")));

        store.Remove(resident.Id);

        Assert.All(references, r => Assert.False(IsFound(r)));
        Assert.False(IsFound(Encoding.UTF8.GetBytes("Somebody Removed")));
        Assert.False(IsFound(Encoding.UTF8.GetBytes(resident.Id.ToString())));
        Assert.False(store.IsErasurePending());
    }

    [Fact]
    public void No_history_of_additions_and_removals_leaves_a_removed_template_behind()
    {
        // Small templates share a page and move between pages, which is when copies are left.
        Gen.Select(Gen.Int[8, 128], Gen.Int[0, 1000].Array[10, 40]).Sample(
            (dimension, history) =>
            {
                using var folder = new TemporaryFolder();
                using var store = ResidentStore.Open(folder.File);
                var live = new List<(Resident Resident, NewReference[] References)>();
                var gone = new List<NewReference>();
                foreach (var (number, step) in history.Select((h, i) => (h, i)))
                {
                    if (live.Count == 0 || number % 5 > 1)
                    {
                        var references = Enrol.References(step, 1 + (number % 6), dimension);
                        live.Add((store.Add($"{step}", references, Enrol.Day), references));
                        continue;
                    }

                    var chosen = live[number % live.Count];
                    store.Remove(chosen.Resident.Id);
                    live.Remove(chosen);
                    gone.AddRange(chosen.References);
                }

                var bytes = AllBytes(folder.Path);
                Assert.All(gone, r => Assert.Equal(-1, bytes.AsSpan().IndexOf(TemplateBlob.Encode(r.Template).AsSpan(0, 16))));
                Assert.Equal(live.Sum(l => l.References.Length), store.LoadReferences().References.Count);
            },
            iter: 8);
    }

    [Fact]
    public void While_another_process_reads_the_removal_holds_and_the_erasure_is_reported_and_finished_later()
    {
        var references = Enrol.References(99, 2);
        using var other = new SqliteConnection($"Data Source={_folder.File};Pooling=False");
        using (var store = ResidentStore.Open(_folder.File, TimeSpan.Zero))
        {
            Enrol.Several(store, 2);
            var resident = store.Add("Somebody Removed", references, Enrol.Day);
            other.Open();
            other.Execute("BEGIN");
            other.Integer("SELECT count(*) FROM resident");

            var error = Assert.Throws<StorageException>(() => store.Remove(resident.Id));

            Assert.Equal(StorageFault.ErasureUnfinished, error.Fault);
            Assert.Contains("not let in any more", error.Message, StringComparison.Ordinal);
            Assert.Null(store.Find("Somebody Removed"));
            Assert.Equal(4, store.LoadReferences().References.Count);
            Assert.True(store.IsErasurePending());
            Assert.True(IsFound(references[0]));
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
        Assert.All(references, r => Assert.False(IsFound(r)));
    }

    private static byte[] AllBytes(string folder) => [.. Directory.GetFiles(folder).SelectMany(File.ReadAllBytes)];

    private bool IsFound(NewReference reference) => IsFound(TemplateBlob.Encode(reference.Template).AsSpan(0, 16).ToArray());

    private bool IsFound(byte[] bytes) => AllBytes(_folder.Path).AsSpan().IndexOf(bytes) >= 0;
}
