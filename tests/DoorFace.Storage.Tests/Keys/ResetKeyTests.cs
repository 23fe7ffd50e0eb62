using DoorFace.Storage.Keys;
using DoorFace.Storage.Residents;
using DoorFace.Storage.Tests.Support;

namespace DoorFace.Storage.Tests.Keys;

/// <summary>After a factory reset no key from before is ever used again: cut off at any point, with others at the file, and with a credential.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class ResetKeyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly NewReference[] _references = Enroll.References(1, 1);
    private readonly string _keyFolder;
    private readonly KeyLocation _keys;

    public ResetKeyTests()
    {
        _keyFolder = _folder.In("keys");
        Directory.CreateDirectory(_keyFolder);
        _keys = new KeyLocation(Path.Combine(_keyFolder, "doorface.key")) { Witness = _folder.In("doorface.witness") };
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Cut_off_before_the_key_was_destroyed_it_is_finished_by_the_next_start()
    {
        var old = EnrolledKey(_keys);
        using (var store = Open(_keys))
            ResetWithoutDestroying(store);
        Assert.Equal(old, File.ReadAllBytes(_keys.File));

        using var next = Open(_keys);

        Assert.False(File.Exists(_keys.File));
        Assert.False(next.IsErasurePending());
        AssertBeginsAnew(_keys, old);
    }

    [Fact]
    public void Who_has_the_file_open_takes_no_key_from_before_into_use_again()
    {
        var old = EnrolledKey(_keys);
        using var other = Open(_keys);
        Assert.Single(other.LoadReferences().References);
        using (var store = Open(_keys))
            ResetWithoutDestroying(store);

        Assert.Empty(other.LoadReferences().References);

        AssertBeginsAnew(_keys, old);
    }

    [Fact]
    public void Others_that_put_it_on_a_new_key_at_once_keep_that_key()
    {
        for (var round = 0; round < 20; round++)
        {
            var old = EnrolledKey(_keys);
            var done = false;
            var other = new Thread(() => UseUntil(ref done));
            other.Start();
            using (var store = Open(_keys))
                store.RemoveAll();
            Volatile.Write(ref done, true);
            other.Join();

            AssertBeginsAnew(_keys, old);
            using var end = Open(_keys);
            end.RemoveAll();
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_credential_from_before_is_left_alone_and_the_new_key_is_in_the_file(bool rotated)
    {
        var keys = _keys with { Credential = Credential("credential", 1) };
        EnrolledKey(keys);
        using (var store = Open(keys))
        {
            if (rotated)
                store.RotateKey();
            using var signer = store.Signer();
            store.RemoveAll();
            using var next = store.Signer();
            Assert.NotEqual(signer.PublicKey, next.PublicKey);
            Assert.Equal(keys.File, store.KeyPath());
        }

        Assert.Equal(Bytes(1), File.ReadAllBytes(keys.Credential!));
        AssertBeginsAnew(keys, Bytes(1));
    }

    [Fact]
    public void Where_no_key_may_be_made_it_waits_for_another_credential()
    {
        var keys = _keys with { Credential = Credential("credential", 1), MayCreate = false };
        EnrolledKey(keys);
        using (var store = Open(keys))
        {
            store.RemoveAll();

            var error = Assert.Throws<StorageException>(() => store.Signer());

            Assert.Equal(StorageFault.KeyMissing, error.Fault);
            Assert.Contains("factory reset", error.Message, StringComparison.Ordinal);
        }

        using var next = Open(keys with { Credential = Credential("another", 2) });
        next.Add("Kim", _references, Enroll.Day, Enroll.Consent);
        next.AssertHolds(_references);
        Assert.False(File.Exists(keys.File));
    }

    private ResidentStore Open(KeyLocation keys) => ResidentStore.Open(_folder.File, keys: keys);

    private byte[] EnrolledKey(KeyLocation keys)
    {
        using var store = Open(keys);
        store.Add("Ada", _references, Enroll.Day, Enroll.Consent);
        return File.ReadAllBytes(store.KeyPath());
    }

    /// <summary>As if the power was cut between the two: the residents are gone, and no key file was touched.</summary>
    private void ResetWithoutDestroying(ResidentStore store)
    {
        var away = _folder.In("away");
        Directory.Move(_keyFolder, away);
        Assert.Throws<StorageException>(() => store.RemoveAll());
        Directory.Move(away, _keyFolder);
    }

    private void UseUntil(ref bool done)
    {
        using var store = Open(_keys);
        while (!Volatile.Read(ref done))
        {
            try
            {
                store.LoadReferences();
            }
            catch (StorageException)
            {
                // Between two of its looks there was no key at all.
            }
        }
    }

    private void AssertBeginsAnew(KeyLocation keys, byte[] old)
    {
        using (var store = Open(keys))
            store.Add("Kim", _references, Enroll.Day, Enroll.Consent);
        using var again = Open(keys);
        again.AssertHolds(_references);
        Assert.NotEqual(old, File.ReadAllBytes(again.KeyPath()));
    }

    private string Credential(string name, byte filler)
    {
        var path = _folder.In(name);
        File.WriteAllBytes(path, Bytes(filler));
        File.SetUnixFileMode(path, UnixFileMode.UserRead);
        return path;
    }

    private static byte[] Bytes(byte filler) => [.. Enumerable.Repeat(filler, 32)];
}
