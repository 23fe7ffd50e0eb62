using System.Runtime.Versioning;
using DoorFace.Storage.Residents;
using DoorFace.Storage.Tests.Support;

namespace DoorFace.Storage.Tests;

/// <summary>Files that may be read but not written, and disks that are full: real ones, in a process that permissions bind.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class ProtectedFileTests : IDisposable
{
    private const UnixFileMode ReadAndEnter = UnixFileMode.UserRead | UnixFileMode.UserExecute;

    private readonly TemporaryFolder _folder = new();

    public ProtectedFileTests()
    {
        using var store = ResidentStore.Open(_folder.File);
        Enroll.Several(store, 2);
    }

    public void Dispose()
    {
        File.SetUnixFileMode(_folder.Path, ReadAndEnter | UnixFileMode.UserWrite);
        _folder.Dispose();
    }

    [Fact]
    public void A_read_only_file_is_refused_untouched()
    {
        RequireBits();
        RefusedUntouched(() => File.SetUnixFileMode(_folder.File, UnixFileMode.UserRead));
    }

    [Fact]
    public void A_file_in_a_read_only_folder_is_refused_untouched()
    {
        RequireBits();
        RefusedUntouched(() => File.SetUnixFileMode(_folder.Path, ReadAndEnter));
    }

    [Fact]
    public void A_file_that_may_not_be_read_is_refused_untouched()
    {
        RequireBits();
        RefusedUntouched(() => File.SetUnixFileMode(_folder.File, UnixFileMode.None));
    }

    [Fact]
    public void A_new_file_in_a_read_only_folder_is_refused()
    {
        RequireBits();
        File.SetUnixFileMode(_folder.Path, ReadAndEnter);

        var said = OtherProcess.RunWithoutPrivilege("open", _folder.In("new.db"));

        Assert.StartsWith("ReadOnly: ", said, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.In("new.db")));
    }

    [Theory]
    [InlineData("residents.db")]
    [InlineData("new.db")]
    public void A_file_on_a_read_only_disk_is_refused_untouched(string name)
    {
        OtherProcess.RequireMounts();
        var before = _folder.Fingerprint();

        var said = OtherProcess.RunWithMount(
            $"mount --bind '{_folder.Path}' '{_folder.Path}' && mount -o remount,ro,bind '{_folder.Path}'", "open", _folder.In(name));

        Assert.StartsWith("ReadOnly: ", said, StringComparison.Ordinal);
        Assert.Equal(before, _folder.Fingerprint());
    }

    [Fact]
    public void A_full_disk_is_named_and_takes_none_of_what_was_acknowledged()
    {
        OtherProcess.RequireMounts();
        var mount = _folder.In("disk");
        Directory.CreateDirectory(mount);
        var file = Path.Combine(mount, "residents.db");

        // Filled to the brim, then opened by a second process on the same disk.
        var said = OtherProcess.RunWithMount(
            $"mount -t tmpfs -o size=512k tmpfs '{mount}' && dotnet '{OtherProcess.Program}' hoard '{file}'", "open", file).Split('\n');

        var acknowledged = said.Count(line => line.StartsWith('+'));
        Assert.True(acknowledged > 5, string.Join('\n', said));
        Assert.StartsWith("DiskFull: ", said[^2], StringComparison.Ordinal);
        Assert.Equal("opened", said[^1]);
    }

    private static void RequireBits()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no permission bits");
        if (Environment.IsPrivilegedProcess)
            OtherProcess.SkipUnlessItWorks("permission bits do not bind root, and setpriv cannot drop that privilege here", "setpriv", "--bounding-set=-dac_override", "true");
    }

    private void RefusedUntouched(Action protect)
    {
        var before = _folder.Fingerprint();
        protect();

        var said = OtherProcess.RunWithoutPrivilege("open", _folder.File);

        File.SetUnixFileMode(_folder.Path, ReadAndEnter | UnixFileMode.UserWrite);
        File.SetUnixFileMode(_folder.File, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Assert.StartsWith("ReadOnly: ", said, StringComparison.Ordinal);
        Assert.Contains("must be writable by the user", said, StringComparison.Ordinal);
        Assert.Equal(before, _folder.Fingerprint());
    }
}
