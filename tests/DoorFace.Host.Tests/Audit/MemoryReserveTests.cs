using DoorFace.Core.Door;
using DoorFace.Host.Audit;
using DoorFace.Host.Settings;
using Microsoft.Extensions.Logging.Abstractions;

namespace DoorFace.Host.Tests.Audit;

/// <summary>What is kept in reserve is there for the next start; what was stored is not; and bytes that are none of ours lock the door.</summary>
public sealed class MemoryReserveTests : IDisposable
{
    private static readonly DoorMemory LockDown = new(LockDown: true, LockDownEndsAt: DateTimeOffset.UnixEpoch);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("doorface-reserve-");

    private string File => Path.Combine(_folder.FullName, "doorface.reserve");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void What_was_not_stored_is_left_for_the_next()
    {
        Assert.Null(Run(reserve => reserve.Note(LockDown, 1)));
        Assert.Equal(LockDown, Run(_ => { }));
        Assert.Equal(LockDown, Run(reserve => reserve.Note(LockDown with { Tamper = true }, 1)));
        Assert.Equal(LockDown with { Tamper = true }, Run(_ => { }));
    }

    [Fact]
    public void What_was_stored_is_not()
    {
        Run(reserve =>
        {
            reserve.Note(LockDown, 1);
            reserve.Note(LockDown, 2);
            reserve.Stored(1);
        });
        Assert.Equal(LockDown, Run(reserve => reserve.Stored(0)));
        Run(reserve =>
        {
            reserve.Note(LockDown, 1);
            reserve.Stored(1);
        });
        Assert.Null(Run(_ => { }));
    }

    [Theory]
    [InlineData(0, 200)]
    [InlineData(40, 1)]
    [InlineData(511, 1)]
    public void Bytes_that_are_none_of_ours_lock(int at, int count)
    {
        Run(reserve => reserve.Note(new DoorMemory(RefusedAttempts: 1), 1));
        var bytes = System.IO.File.ReadAllBytes(File);
        Assert.Equal(512, bytes.Length);
        bytes.AsSpan(at, count).Fill(7);
        System.IO.File.WriteAllBytes(File, bytes);

        // What follows the three lines says nothing.
        Assert.Equal(at == 511 ? new DoorMemory(RefusedAttempts: 1) : new DoorMemory(LockDown: true), Run(_ => { }));
    }

    [Fact]
    public void It_is_for_its_owner_only_and_follows_no_link()
    {
        System.IO.File.CreateSymbolicLink(File, Path.Combine(_folder.FullName, "elsewhere"));
        Run(reserve => reserve.Note(LockDown, 1));
        Assert.False(System.IO.File.Exists(Path.Combine(_folder.FullName, "elsewhere")));

        System.IO.File.Delete(File);
        Run(reserve => reserve.Note(LockDown, 1));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
        }
    }

    private DoorMemory? Run(Action<MemoryReserve> use)
    {
        using var reserve = new MemoryReserve(new StorageSettings { Database = Path.Combine(_folder.FullName, "doorface.db") }, NullLogger<MemoryReserve>.Instance);
        var left = reserve.Open();
        use(reserve);
        return left;
    }
}
