using DoorFace.Storage.Keys;
using DoorFace.Storage.Residents;
using DoorFace.Storage.Sqlite;
using DoorFace.Storage.Tests.Support;

namespace DoorFace.Storage.Tests.Keys;

/// <summary>A process that replaces or resets the key again and again is killed: whatever it was doing, a key is left that fits.</summary>
public sealed class KilledRotationTests : IDisposable
{
    private const int Kills = 25;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("rotate")]
    [InlineData("renew")]
    public void Killed_at_any_moment_every_template_still_compares(string verb)
    {
        var references = Enroll.References(1, 3);
        using (var store = ResidentStore.Open(_folder.File))
            store.Add("Ada", references, Enroll.Day, Enroll.Consent);

        var random = new Random(42);
        var done = 0;
        for (var kill = 0; kill < Kills; kill++)
        {
            done += OtherProcess.RunUntilKilled(verb, _folder.File, random);

            using var store = ResidentStore.Open(_folder.File);
            Assert.Equal("ok", store.Connection.Text("PRAGMA integrity_check"));
            store.AssertHolds(references);
        }

        Assert.True(done > Kills, "It was never killed between two changes.");
    }

    [Fact]
    public void Killed_in_the_middle_of_a_factory_reset_it_is_put_on_a_key_that_fits()
    {
        var random = new Random(42);
        for (var kill = 0; kill < Kills; kill++)
        {
            OtherProcess.RunUntilKilled("reset", _folder.File, random);

            using var store = ResidentStore.Open(_folder.File);
            Assert.Empty(store.LoadReferences().Damaged);
            Assert.Equal(KeyLocation.Beside(_folder.File).File, store.KeyPath());
            // The next one begins with nobody.
            store.RemoveAll();
        }
    }
}
