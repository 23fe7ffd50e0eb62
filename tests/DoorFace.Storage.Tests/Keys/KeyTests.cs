using DoorFace.Storage.Keys;
using DoorFace.Storage.Residents;
using DoorFace.Storage.Sqlite;
using DoorFace.Storage.Tests.Support;

namespace DoorFace.Storage.Tests.Keys;

/// <summary>The master key: made once, needed for references alone, and never a loss when something is wrong with it.</summary>
public sealed class KeyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly NewReference[] _references = Enroll.References(1, 3);
    private readonly KeyLocation _keys;

    public KeyTests() => _keys = KeyLocation.Beside(_folder.File);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void It_is_made_at_the_first_use_for_its_owner_alone()
    {
        using (var store = ResidentStore.Open(_folder.File))
        {
            Assert.Empty(store.List());
            Assert.False(File.Exists(_keys.File));
            Assert.Empty(store.LoadReferences().References);
        }

        var key = File.ReadAllBytes(_keys.File);
        Assert.Equal(32, key.Length);
        Assert.NotEqual(new byte[32], key);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_keys.File));
        }

        Enrolled();
        Assert.Equal(key, File.ReadAllBytes(_keys.File));
        Assert.False(File.Exists(_keys.Next));
    }

    [Fact]
    public void Without_it_nobody_can_be_compared_and_nothing_is_lost()
    {
        Enrolled();
        var away = _folder.In("away");
        File.Move(_keys.File, away);

        Refused(StorageFault.KeyMissing, $"there is no file '{_keys.File}'. Put it back");

        Assert.False(File.Exists(_keys.File));
        File.Move(away, _keys.File);
        using var store = ResidentStore.Open(_folder.File);
        store.AssertHolds(_references);
    }

    [Fact]
    public void Without_it_residents_are_listed_and_erased_all_the_same()
    {
        var resident = Enrolled();
        File.Delete(_keys.File);
        using var store = ResidentStore.Open(_folder.File);

        Assert.Equal("Ada", Assert.Single(store.List()).Name);
        var face = store.OfFace(resident.Id);
        Assert.True(store.Remove(resident.Id));

        Assert.All(face, bytes => Assert.False(_folder.Knows(bytes)));
    }

    [Fact]
    public void Another_one_is_told_and_nothing_is_changed()
    {
        Enrolled();
        var right = File.ReadAllBytes(_keys.File);
        File.WriteAllBytes(_keys.File, new byte[32]);

        Refused(StorageFault.WrongKey, "is not the one of");

        Assert.Equal(new byte[32], File.ReadAllBytes(_keys.File));
        File.WriteAllBytes(_keys.File, right);
        using var store = ResidentStore.Open(_folder.File);
        store.AssertHolds(_references);
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.GroupWrite)]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public void A_file_that_others_may_touch_is_not_used(UnixFileMode besides)
    {
        Enrolled();
        File.SetUnixFileMode(_keys.File, UnixFileMode.UserRead | UnixFileMode.UserWrite | besides);

        Refused(StorageFault.KeyUnusable, "may be read by others than its owner");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    public void A_file_of_another_length_is_no_key(int length)
    {
        Enrolled();
        File.WriteAllBytes(_keys.File, new byte[length]);

        Refused(StorageFault.KeyUnusable, $"has {length} bytes; a key has 32");
    }

    // systemd makes it the service's own, or root's with an entry for the service in its access control list; that shows as the group's.
    [Theory]
    [InlineData(UnixFileMode.UserRead)]
    [InlineData(UnixFileMode.UserRead | UnixFileMode.GroupRead)]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public void A_credential_is_used_instead_of_a_file(UnixFileMode mode)
    {
        var keys = WithCredential();
        File.SetUnixFileMode(keys.Credential!, mode);
        using (var store = ResidentStore.Open(_folder.File, keys: keys))
        {
            store.Add("Ada", _references, Enroll.Day, Enroll.Consent);
        }

        Assert.False(File.Exists(keys.File));
        using var again = ResidentStore.Open(_folder.File, keys: keys);
        again.AssertHolds(_references);
        Refused(StorageFault.KeyMissing, "there is no file");
    }

    [Fact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public void A_credential_that_everybody_may_read_is_not_used()
    {
        var keys = WithCredential();
        File.SetUnixFileMode(keys.Credential!, UnixFileMode.UserRead | UnixFileMode.OtherRead);

        using var store = ResidentStore.Open(_folder.File, keys: keys);
        Assert.Equal(StorageFault.KeyUnusable, Assert.Throws<StorageException>(() => store.Add("Ada", _references, Enroll.Day, Enroll.Consent)).Fault);
    }

    [Fact]
    public void A_missing_credential_makes_no_key()
    {
        var keys = new KeyLocation(_keys.File, _folder.In("credential"), MayCreate: false);
        using var store = ResidentStore.Open(_folder.File, keys: keys);

        var error = Assert.Throws<StorageException>(() => store.Add("Ada", _references, Enroll.Day, Enroll.Consent));

        Assert.Equal(StorageFault.KeyMissing, error.Fault);
        Assert.Contains("neither a credential", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.Path, "*.key*"));
        Assert.Empty(store.List());
    }

    [Fact]
    public void Secrets_that_were_taken_out_let_no_plain_template_in()
    {
        Enrolled();
        using var store = ResidentStore.Open(_folder.File);
        store.Connection.Execute("DELETE FROM secret; UPDATE reference SET sealed = 0");

        Assert.Equal(StorageFault.StateInDoubt, Assert.Throws<StorageException>(() => store.LoadReferences()).Fault);
    }

    [Theory]
    [InlineData("UPDATE secret SET value = zeroblob(length(value)) WHERE name = 'rotation'")]
    [InlineData("DELETE FROM secret WHERE name = 'rotation'")]
    [InlineData("UPDATE secret SET value = (SELECT value FROM secret WHERE name = 'signer') WHERE name = 'rotation'")]
    public void Secrets_that_were_changed_are_told(string damage)
    {
        Enrolled();
        using var store = ResidentStore.Open(_folder.File);
        store.Connection.Execute(damage);

        Assert.Equal(StorageFault.SecretsDamaged, Assert.Throws<StorageException>(() => store.Rotation(512)).Fault);
    }

    [Fact]
    public void A_residents_key_is_of_no_use_to_another()
    {
        Enrolled();
        using var store = ResidentStore.Open(_folder.File);
        var other = store.Add("Kim", Enroll.References(2, 1), Enroll.Day, Enroll.Consent);
        store.Connection.Execute(
            "UPDATE resident_key SET wrapped = (SELECT wrapped FROM resident_key WHERE subject <> $kim) WHERE subject = $kim", ("$kim", other.Id.ToString()));

        var loaded = store.LoadReferences();

        Assert.Equal("Kim", Assert.Single(loaded.Damaged).ResidentName);
        Assert.Equal(3, loaded.References.Count);
    }

    [Fact]
    public void The_factory_reset_destroys_it_with_everything()
    {
        Enrolled();
        var old = File.ReadAllBytes(_keys.File);
        using var store = ResidentStore.Open(_folder.File);
        using var signer = store.Signer();

        store.RemoveAll();

        Assert.False(File.Exists(_keys.File));
        Assert.False(_folder.Knows(old));
        using var next = store.Signer();
        Assert.NotEqual(signer.PublicKey, next.PublicKey);
        store.Add("Ada", _references, Enroll.Day, Enroll.Consent);
        store.AssertHolds(_references);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Made_by_root_it_belongs_to_whom_the_residents_belong(bool rotated)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "needs root");
        using (var store = ResidentStore.Open(_folder.File))
        {
            if (rotated)
                store.Add("Ada", _references, Enroll.Day, Enroll.Consent);
        }

        OtherProcess.SkipUnlessItWorks("files cannot be given away here", "chown", "4711:4712", _folder.File);
        using (var store = ResidentStore.Open(_folder.File))
        {
            if (rotated)
                store.RotateKey();
            else
                store.LoadReferences();
        }

        Assert.Equal("4711:4712 600", OtherProcess.Run("stat", ["--format=%u:%g %a", _keys.File]));
    }

    [Fact]
    public void The_signing_key_is_the_units_for_good()
    {
        Enrolled();
        using var store = ResidentStore.Open(_folder.File);
        using var signer = store.Signer();
        store.RotateKey();
        store.RenewTemplates();

        using var again = ResidentStore.Open(_folder.File);
        using var same = again.Signer();
        Assert.Equal(signer.PublicKey, same.PublicKey);
    }

    private Resident Enrolled()
    {
        using var store = ResidentStore.Open(_folder.File);
        return store.Add("Ada", _references, Enroll.Day, Enroll.Consent);
    }

    private KeyLocation WithCredential()
    {
        var path = _folder.In("credential");
        using var file = new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write });
        file.Write(Enumerable.Range(0, 32).Select(i => (byte)i).ToArray());
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead);
        }

        return new KeyLocation(_keys.File, path);
    }

    private void Refused(StorageFault fault, string why)
    {
        using var store = ResidentStore.Open(_folder.File);
        var error = Assert.Throws<StorageException>(() => store.LoadReferences());
        Assert.Equal(fault, error.Fault);
        Assert.Contains(why, error.Message, StringComparison.Ordinal);
        Assert.Throws<StorageException>(() => store.Add("Kim", _references, Enroll.Day, Enroll.Consent));
        Assert.Single(store.List());
    }
}
