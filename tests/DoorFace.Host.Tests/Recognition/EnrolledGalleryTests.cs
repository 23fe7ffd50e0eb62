using DoorFace.Core.Access;
using DoorFace.Core.Biometrics;
using DoorFace.Host.Gallery;
using DoorFace.Host.Tests.Support;
using DoorFace.Storage;
using DoorFace.Storage.Residents;
using DoorFace.Tests.Support;
using DoorFace.Vision.Models;
using Microsoft.Data.Sqlite;

namespace DoorFace.Host.Tests.Recognition;

public sealed class EnrolledGalleryTests : IDisposable
{
    private const double FalsePositiveRate = 1e-5;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("doorface-gallery-");
    private readonly ResidentStore _store;
    private readonly ModelDescription _embedder = ModelCatalog.Load(RepositoryFiles.Manifest, RepositoryFiles.ModelDirectory)[ModelRole.Embedder];

    public EnrolledGalleryTests() => _store = ResidentStore.Open(Path.Combine(_folder.FullName, "doorface.db"));

    public void Dispose()
    {
        _store.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public void A_resident_has_one_fused_reference_and_the_threshold_is_that_of_the_number_of_residents()
    {
        Enroll("Alex", Axis(0), Axis(1));
        Enroll("Sam", Axis(2));

        var enrolled = Load();

        Assert.Equal((2, 2), (enrolled.Gallery.ReferenceCount, enrolled.Gallery.SubjectCount));
        Assert.Equal(OperatingPoint.For(_embedder.ImpostorScores, FalsePositiveRate, 2), enrolled.OperatingPoint);
        var found = enrolled.Gallery.Search(Embedding.FromVector(Axis(0)).Values)!.Value;
        Assert.Equal("Alex", enrolled.Names[found.Subject]);
        Assert.Equal(MathF.Sqrt(0.5f), found.Score.Value, 1e-6f);
        Assert.Empty(enrolled.Warnings);
    }

    [Fact]
    public void References_of_another_dimension_lock_out_their_owner_alone_and_are_told()
    {
        Enroll("Alex", Axis(0));
        Enroll("Sam", new float[256].Select(_ => 1f).ToArray());
        Enroll("Kim", Axis(1), new float[256].Select(_ => 1f).ToArray());

        var enrolled = Load();

        Assert.Equal(1, enrolled.Gallery.SubjectCount);
        Assert.Contains(enrolled.Warnings, warning => warning.Text.Contains("Sam", StringComparison.Ordinal));
        Assert.Contains(enrolled.Warnings, warning => warning.Text.Contains("Kim", StringComparison.Ordinal) && warning.Text.Contains("enroll again", StringComparison.Ordinal));
    }

    [Fact]
    public void A_database_of_a_crowd_is_not_used_at_all()
    {
        Enroll("Alex", Axis(0));
        using (var file = new SqliteConnection($"Data Source={Path.Combine(_folder.FullName, "doorface.db")};Pooling=False"))
        {
            file.Open();
            using var crowd = file.CreateCommand();
            crowd.CommandText = """
                WITH RECURSIVE number(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM number WHERE value < 1000)
                INSERT INTO resident (id, name, name_key, enrolled_at) SELECT printf('%032x', value), 'Face ' || value, 'face ' || value, 0 FROM number
                """;
            Assert.Equal(1000, crowd.ExecuteNonQuery());
        }

        Assert.Equal(StorageFault.GalleryFull, Assert.Throws<StorageException>(Load).Fault);
        _store.Remove(_store.Find("Alex")!.Id);
        // None of them has a reference, and none was enrolled by the unit.
        var enrolled = Load();
        Assert.Equal(0, enrolled.Gallery.SubjectCount);
        Assert.All(enrolled.Warnings, warning => Assert.Contains("was not enrolled by this unit", warning.Text, StringComparison.Ordinal));
    }

    [Fact]
    public void References_of_another_embedder_are_never_compared_and_the_way_out_is_told()
    {
        _store.Add("Alex", [new NewReference(new ModelHash(new string('b', 64)), Embedding.FromVector(Axis(0)))], DateTimeOffset.UnixEpoch, StoredHome.Consent);

        var enrolled = Load();

        Assert.Null(enrolled.Gallery.Search(Embedding.FromVector(Axis(0)).Values));
        Assert.Contains("Alex", Assert.Single(enrolled.Warnings).Text, StringComparison.Ordinal);
        Assert.Contains("enroll again", enrolled.Warnings[0].Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Alex", enrolled.Warnings[0].WithoutName, StringComparison.Ordinal);
    }

    [Fact]
    public void It_knows_when_each_resident_may_enter()
    {
        Enroll("Alex", Axis(0));
        Enroll("Sam", Axis(1));
        var nights = new Entitlement(WeeklySchedule.Parse("daily 22:00-06:00"));
        _store.SetEntitlement(_store.Find("Sam")!.Id, nights);

        var enrolled = Load();

        Assert.Equal(Entitlement.Unrestricted, enrolled.Entitlements[_store.Find("Alex")!.Id]);
        Assert.Equal(nights, enrolled.Entitlements[_store.Find("Sam")!.Id]);
        Assert.Empty(enrolled.Warnings);
    }

    [Fact]
    public void Damaged_hours_let_their_owner_in_never_and_are_told()
    {
        Enroll("Alex", Axis(0));
        Enroll("Sam", Axis(1));
        using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(_folder.FullName, "doorface.db")};Pooling=False"))
        {
            connection.Open();
            using var damage = connection.CreateCommand();
            damage.CommandText = "UPDATE resident SET schedule = 'x' WHERE name = 'Sam'";
            Assert.Equal(1, damage.ExecuteNonQuery());
        }

        var enrolled = Load();

        Assert.Equal(Entitlement.Never, enrolled.Entitlements[_store.Find("Sam")!.Id]);
        Assert.Equal(Entitlement.Unrestricted, enrolled.Entitlements[_store.Find("Alex")!.Id]);
        Assert.Contains("'Sam' is not let in", Assert.Single(enrolled.Warnings).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Sam", enrolled.Warnings[0].WithoutName, StringComparison.Ordinal);
    }

    private EnrolledGallery Load() => EnrolledGallery.Load(_store, _embedder, FalsePositiveRate);

    private void Enroll(string name, params float[][] templates) => _store.Add(
        name, [.. templates.Select(template => new NewReference(_embedder.Hash, Embedding.FromVector(template)))], DateTimeOffset.UnixEpoch, StoredHome.Consent);

    private static float[] Axis(int axis)
    {
        var vector = new float[512];
        vector[axis] = 1;
        return vector;
    }
}
