using DoorFace.Core.Biometrics;
using DoorFace.Storage.Keys;
using DoorFace.Storage.Residents;
using DoorFace.Storage.Sqlite;
using DoorFace.Storage.Tests.Support;
using Microsoft.Data.Sqlite;

namespace DoorFace.Storage.Tests.Keys;

/// <summary>Templates as ISO/IEC 24745 wants them: sealed, of no use beside another unit's, and renewable without the person.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class RenewalTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TemporaryFolder _other = new();
    private readonly NewReference[] _references = Enroll.References(1, 3);
    private readonly KeyLocation _keys;

    public RenewalTests() => _keys = KeyLocation.Beside(_folder.File);

    public void Dispose()
    {
        _folder.Dispose();
        _other.Dispose();
    }

    [Fact]
    public void No_file_ever_holds_the_features_as_they_were_enrolled()
    {
        using var store = Enrolled(_folder);
        Assert.All(_references, r => Assert.False(_folder.Holds(r)));
        Assert.All(store.LoadReferences().References, r => Assert.False(_folder.Holds(new NewReference(r.Embedder, r.Template))));
    }

    [Fact]
    public void One_face_in_two_units_is_as_unlike_as_two_faces()
    {
        using var here = Enrolled(_folder);
        using var there = Enrolled(_other);
        foreach (var (one, other) in here.LoadReferences().References.Zip(there.LoadReferences().References))
        {
            // Five standard deviations of random directions.
            Assert.InRange(one.Template.CompareWith(other.Template).Value, -5 / MathF.Sqrt(512), 5 / MathF.Sqrt(512));
        }
    }

    [Fact]
    public void Rotating_the_key_changes_what_is_stored_and_no_template()
    {
        using var store = Enrolled(_folder);
        var (key, before, keys) = (File.ReadAllBytes(_keys.File), store.LoadReferences().References, Wrapped(store));

        store.RotateKey();

        Assert.NotEqual(key, File.ReadAllBytes(_keys.File));
        Assert.False(File.Exists(_keys.Next));
        Assert.NotEqual(keys, Wrapped(store));
        Assert.Equal(before, store.LoadReferences().References);
        File.WriteAllBytes(_keys.File, key);
        using var again = ResidentStore.Open(_folder.File);
        Assert.Equal(StorageFault.WrongKey, Assert.Throws<StorageException>(() => again.LoadReferences()).Fault);
    }

    [Fact]
    public void What_the_old_key_sealed_is_in_no_file_of_the_folder_after_a_rotation()
    {
        using var store = Enrolled(_folder);
        var (key, before) = (File.ReadAllBytes(_keys.File), Secrets(store));
        Assert.Equal(4, before.Count);
        Assert.All(before, bytes => Assert.True(_folder.Holds(bytes)));

        store.RotateKey();

        Assert.All(before, bytes => Assert.False(_folder.Holds(bytes)));
        Assert.False(_folder.Holds(key));
        Assert.False(store.IsErasurePending());
    }

    [Fact]
    public void While_somebody_reads_a_rotation_holds_and_the_next_start_erases_what_was_before()
    {
        List<byte[]> before;
        using var other = new SqliteConnection($"Data Source={_folder.File};Pooling=False");
        using (var store = Enrolled(_folder))
            before = Secrets(store);
        using (var store = ResidentStore.Open(_folder.File, TimeSpan.Zero))
        {
            var key = File.ReadAllBytes(_keys.File);
            other.Open();
            other.Execute("BEGIN");
            other.Integer("SELECT count(*) FROM resident");

            var error = Assert.Throws<StorageException>(store.RotateKey);

            Assert.Equal(StorageFault.ErasureUnfinished, error.Fault);
            Assert.StartsWith("The key was replaced", error.Message, StringComparison.Ordinal);
            Assert.NotEqual(key, File.ReadAllBytes(_keys.File));
            Assert.True(store.IsErasurePending());
            store.AssertHolds(_references);
        }

        Assert.Contains(before, _folder.Holds);
        other.Execute("COMMIT");
        using (var store = ResidentStore.Open(_folder.File))
            Assert.False(store.IsErasurePending());
        Assert.All(before, bytes => Assert.False(_folder.Holds(bytes)));
    }

    [Fact]
    public void A_rotation_that_was_cut_short_leaves_a_key_that_fits()
    {
        using (var store = Enrolled(_folder))
        {
            // Before the database went over.
            File.WriteAllBytes(_keys.Next, new byte[32]);
            File.SetUnixFileMode(_keys.Next, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            store.AssertHolds(_references);

            // After it did, and before the file took its place.
            var old = File.ReadAllBytes(_keys.File);
            store.RotateKey();
            File.Move(_keys.File, _keys.Next);
            File.WriteAllBytes(_keys.File, old);
            File.SetUnixFileMode(_keys.File, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        using (var again = ResidentStore.Open(_folder.File))
            again.AssertHolds(_references);
        Assert.False(File.Exists(_keys.Next));
    }

    [Fact]
    public void A_store_that_is_open_follows_a_rotation_and_a_renewal_by_another()
    {
        using var store = Enrolled(_folder);
        store.AssertHolds(_references);
        var stamp = store.ChangeStamp();
        using (var other = ResidentStore.Open(_folder.File))
        {
            other.RotateKey();
            Assert.NotEqual(stamp, store.ChangeStamp());
            store.AssertHolds(_references);
            other.RenewTemplates();
        }

        store.AssertHolds(_references);
    }

    [Fact]
    public void A_credential_is_left_alone_by_a_rotation_and_the_new_key_is_in_the_file()
    {
        using (var store = Enrolled(_folder))
            store.AssertHolds(_references);
        var credential = _folder.In("credential");
        File.Move(_keys.File, credential);
        var before = File.ReadAllBytes(credential);
        using (var store = ResidentStore.Open(_folder.File, keys: _keys with { Credential = credential }))
            store.RotateKey();

        Assert.Equal(before, File.ReadAllBytes(credential));
        using var again = ResidentStore.Open(_folder.File, keys: _keys with { Credential = credential });
        again.AssertHolds(_references);
        Assert.True(File.Exists(_keys.File));
    }

    [Fact]
    public void Renewed_templates_compare_with_new_probes_and_not_with_old_templates()
    {
        using var store = Enrolled(_folder);
        var resident = store.List().Single();
        var (before, face) = (store.LoadReferences().References, store.OfFace(resident.Id));

        store.RenewTemplates();

        store.AssertHolds(_references);
        var after = store.LoadReferences().References;
        Assert.All(before.Zip(after), pair => Assert.InRange(pair.First.Template.CompareWith(pair.Second.Template).Value, -5 / MathF.Sqrt(512), 5 / MathF.Sqrt(512)));
        Assert.All(face, bytes => Assert.False(_folder.Knows(bytes)));
        Assert.False(store.IsErasurePending());
    }

    [Fact]
    public void A_damaged_reference_keeps_nobody_else_from_being_renewed()
    {
        using var store = Enrolled(_folder);
        store.Add("Kim", Enroll.References(2, 2), Enroll.Day, Enroll.Consent);
        store.Connection.Execute("UPDATE reference SET template = x'00' WHERE rowid = 1");

        store.RenewTemplates();
        store.RotateKey();

        var loaded = store.LoadReferences();
        Assert.Contains(loaded.Damaged, damaged => damaged.ResidentName == "Ada");
        store.AssertSoundOnly("Kim", 2);
    }

    [Fact]
    public void A_damaged_reference_stays_so_and_the_others_of_its_resident_are_renewed()
    {
        using var store = Enrolled(_folder);
        store.Connection.Execute("UPDATE reference SET template = x'00' WHERE rowid = 2");
        var before = store.LoadReferences().References;

        store.RenewTemplates();

        var loaded = store.LoadReferences();
        Assert.Equal("Ada", Assert.Single(loaded.Damaged).ResidentName);
        Assert.Equal(2, loaded.References.Count);
        foreach (var (enrolled, renewed) in new[] { _references[0], _references[2] }.Zip(loaded.References))
        {
            var probe = enrolled.Template.Values.ToArray();
            store.Rotation(probe.Length).Turn(probe, probe);
            Assert.Equal(1, renewed.Template.CompareWith(Embedding.FromVector(probe)).Value, 1e-5f);
        }

        Assert.All(before, old => Assert.DoesNotContain(loaded.References, renewed => renewed.Template.CompareWith(old.Template).Value > 0.9f));
    }

    [Fact]
    public void Templates_from_before_there_was_a_key_are_sealed_and_leave_no_trace()
    {
        using (var store = Enrolled(_folder))
            Earlier.MakeVersion3(store.Connection, _references);
        Assert.All(_references, r => Assert.True(_folder.Holds(r)));

        using var migrated = ResidentStore.Open(_folder.File);
        migrated.AssertHolds(_references);

        Assert.All(_references, r => Assert.False(_folder.Holds(r)));
        Assert.False(migrated.IsErasurePending());
    }

    private static List<byte[]> Secrets(ResidentStore store) =>
        store.Connection.Rows("SELECT value FROM secret UNION ALL SELECT wrapped FROM resident_key", row => row.GetFieldValue<byte[]>(0));

    private static string Wrapped(ResidentStore store) => Convert.ToHexString(
        store.Connection.Rows("SELECT wrapped FROM resident_key ORDER BY subject", row => row.GetFieldValue<byte[]>(0)).SelectMany(bytes => bytes).ToArray());

    private ResidentStore Enrolled(TemporaryFolder folder)
    {
        var store = ResidentStore.Open(folder.File);
        store.Add("Ada", _references, Enroll.Day, Enroll.Consent);
        return store;
    }
}
