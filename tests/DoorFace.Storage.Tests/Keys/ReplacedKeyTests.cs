using DoorFace.Storage.Inspection;
using DoorFace.Storage.Keys;
using DoorFace.Storage.Residents;
using DoorFace.Storage.Tests.Support;

namespace DoorFace.Storage.Tests.Keys;

/// <summary>Many threads and processes take a new key up while it is put in its place: nobody loses it, and nobody is told that it is wrong.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class ReplacedKeyTests : IDisposable
{
    private const int Users = 8;

    private readonly TemporaryFolder _folder = new();
    private readonly NewReference[] _references = Enroll.References(1, 1);
    private readonly KeyLocation _keys;

    public ReplacedKeyTests()
    {
        _keys = KeyLocation.Beside(_folder.File);
        using var store = ResidentStore.Open(_folder.File);
        store.Add("Ada", _references, Enroll.Day, Enroll.Consent);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_key_that_waits_for_its_place_is_found_by_all_who_start_at_once()
    {
        for (var round = 0; round < 40; round++)
        {
            var key = RotateWithoutPlacing();

            AllAtOnce(_ =>
            {
                using var store = ResidentStore.Open(_folder.File);
                store.AssertHolds(_references);
            });

            Assert.Equal(key, File.ReadAllBytes(_keys.File));
            Assert.False(File.Exists(_keys.Next));
        }
    }

    [Fact]
    public void It_is_replaced_again_and_again_while_others_look()
    {
        var done = false;
        AllAtOnce(user =>
        {
            if (user == 0)
            {
                for (var round = 0; round < 40; round++)
                    Rotate();
                Volatile.Write(ref done, true);
            }

            while (!Volatile.Read(ref done))
            {
                Assert.NotNull(KeyInspection.Look(_folder.File, _keys));
                using var store = ResidentStore.Open(_folder.File);
                store.AssertHolds(_references);
            }
        });
    }

    [Fact]
    public void A_key_that_waits_for_its_place_is_no_place_for_the_next()
    {
        using var store = ResidentStore.Open(_folder.File);
        var key = RotateWithoutPlacing();
        // Nothing can take the key's place, and the next would be prepared where the only one lies.
        File.Delete(_keys.File);
        Directory.CreateDirectory(Path.Combine(_keys.File, "in the way"));

        Assert.Equal(StorageFault.KeyUnusable, Assert.Throws<StorageException>(store.RotateKey).Fault);

        Assert.Equal(key, File.ReadAllBytes(_keys.Next));
        store.AssertHolds(_references);
        Directory.Delete(_keys.File, recursive: true);
        store.RotateKey();
        store.AssertHolds(_references);
        Assert.False(File.Exists(_keys.Next));
    }

    [Fact]
    public void Who_only_inspects_leaves_it_where_it_waits()
    {
        RotateWithoutPlacing();
        var before = Bytes();

        Assert.Equal(_keys.Next, KeyInspection.Look(_folder.File, _keys));

        Assert.Equal(before, Bytes());

        string[] Bytes() => [.. new[] { _folder.File, _keys.File, _keys.Next }.Select(file => Convert.ToHexString(File.ReadAllBytes(file)))];
    }

    /// <summary>As if the power was cut when the database had gone over to a new key, and that had not taken the old one's place.</summary>
    private byte[] RotateWithoutPlacing()
    {
        var old = File.ReadAllBytes(_keys.File);
        Rotate();
        File.Move(_keys.File, _keys.Next);
        File.WriteAllBytes(_keys.File, old);
        File.SetUnixFileMode(_keys.File, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return File.ReadAllBytes(_keys.Next);
    }

    private void Rotate()
    {
        using var store = ResidentStore.Open(_folder.File);
        try
        {
            store.RotateKey();
        }
        catch (StorageException unfinished) when (unfinished.Fault == StorageFault.ErasureUnfinished)
        {
            // Somebody was reading.
        }
    }

    private static void AllAtOnce(Action<int> use)
    {
        using var start = new Barrier(Users);
        var users = Enumerable.Range(0, Users).Select(user => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait();
                use(user);
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default));
        Task.WaitAll([.. users]);
    }
}
