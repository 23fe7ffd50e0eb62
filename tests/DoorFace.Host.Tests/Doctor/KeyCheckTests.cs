using System.Runtime.Versioning;
using DoorFace.Host.Doctor;
using DoorFace.Storage.Residents;

namespace DoorFace.Host.Tests.Doctor;

/// <summary>What the doctor says of the unit's key.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class KeyCheckTests : IDisposable
{
    private readonly ExaminedHome _home = new();

    private string Key => Path.ChangeExtension(_home.Database, ".key");

    public void Dispose() => _home.Dispose();

    [Fact]
    public void The_key_of_the_residents_passes_and_is_named()
    {
        Assert.Contains("There is no key yet", _home.Look(new KeyCheck()).Found, StringComparison.Ordinal);
        MakeKey();

        var result = _home.Look(new KeyCheck());

        Assert.Equal(CheckOutcome.Pass, result.Outcome);
        Assert.Contains($"The key in '{Key}' is the one of the residents", result.Found, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_is_missing_or_another_one_or_open_to_others_fails_and_nothing_is_made()
    {
        MakeKey();
        File.SetUnixFileMode(Key, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        Assert.Contains("may be read by others", Failed(), StringComparison.Ordinal);
        Assert.Contains("is open to others (mode 0640)", _home.Look(new FilesCheck()).Found, StringComparison.Ordinal);

        File.SetUnixFileMode(Key, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.WriteAllBytes(Key, new byte[32]);
        Assert.Contains("is not the one of", Failed(), StringComparison.Ordinal);

        File.Delete(Key);
        Assert.Contains("there is no file", Failed(), StringComparison.Ordinal);
        Assert.False(File.Exists(Key));
    }

    private void MakeKey()
    {
        using var store = ResidentStore.Open(_home.Database);
        store.LoadReferences();
    }

    private string Failed()
    {
        var result = _home.Look(new KeyCheck());
        Assert.Equal(CheckOutcome.Fail, result.Outcome);
        return result.Found;
    }
}
