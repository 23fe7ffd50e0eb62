using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace DoorFace.SystemTests.Processes;

/// <summary>The audit's disk is full, a real one: a small file system in a namespace of its own.</summary>
public sealed class FullAuditTests : IDisposable
{
    // $1 the program, $2 a folder, $3 what becomes of faces, $4 the faults that follow: mounts a small disk, starts the service on it, fills the disk, releases, makes room, and shows what is stored.
    private const string Script =
        """
        set -eu
        mount -t tmpfs -o size=1m tmpfs "$2"
        "$1" run --persist --database "$2/doorface.db" --set "Audit:WhenUnavailable=$3" >"$2.log" 2>&1 &
        service=$!
        trap 'kill -9 $service' EXIT
        until [ -S "$2/control.sock" ] && "$1" audit show --database "$2/doorface.db" | grep -q Started; do sleep 0.1; done
        dd if=/dev/zero of="$2/filling" bs=4k 2>/dev/null || true
        "$1" door release --json --database "$2/doorface.db"
        until "$1" status --json --database "$2/doorface.db" | grep -q "\"faults\":\[\"Recognition\",$4\]"; do sleep 0.1; done
        "$1" status --json --database "$2/doorface.db"
        "$1" door release --json --database "$2/doorface.db"
        echo full
        rm "$2/filling"
        until "$1" status --json --database "$2/doorface.db" | grep -q '"faults":\["Recognition"\]'; do sleep 0.1; done
        "$1" audit show --json --database "$2/doorface.db"
        """;

    // $1 the program, $2 a folder: fills the disk under a service, locks down, kills it at once, starts it again on the full disk, and shows how it came up.
    private const string KilledScript =
        """
        set -eu
        mount -t tmpfs -o size=1m tmpfs "$2"
        start() {
          rm -f "$2/control.sock"
          "$1" run --persist --database "$2/doorface.db" >>"$2.log" 2>&1 &
          service=$!
          until [ -S "$2/control.sock" ] && "$1" status --json --database "$2/doorface.db" | grep '"unstored"' | grep -vq MemoryUnknown; do sleep 0.1; done
        }
        start "$@"
        trap 'kill -9 $service' EXIT
        dd if=/dev/zero of="$2/filling" bs=4k 2>/dev/null || true
        "$1" door lock-down --json --database "$2/doorface.db"
        "$1" status --json --database "$2/doorface.db"
        kill -9 $service
        echo killed
        start "$@"
        "$1" status --json --database "$2/doorface.db"
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("doorface-full-");

    public void Dispose()
    {
        File.Delete(_folder.FullName + ".log");
        _folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("AllowFaces", "\"Audit\"")]
    [InlineData("DenyFaces", "\"Audit\",\"AuditFull\"")]
    public async Task The_door_goes_on_says_so_and_stores_what_waited_when_there_is_room_again(string rule, string faults)
    {
        await SkipWithoutMountsAsync();

        var run = await ProgramRun.RunAsync(
            _folder.FullName, "unshare", "--map-root-user", "--mount", "timeout", "120", "sh", "-c", Script, "sh", ProgramRun.ProgramPath("doorface-sim"), _folder.FullName, rule, faults);

        Assert.True(run.ExitCode == 0, string.Join('\n', run.Output.Concat(run.Errors)));
        Assert.Contains(run.Output, line => line.Contains("\"released\":true", StringComparison.Ordinal));
        Assert.Contains("full", run.Output);
        Assert.Equal(rule == "DenyFaces", run.Output.Any(line => line.Contains("no face is accepted while", StringComparison.Ordinal)));
        Assert.Contains(run.Output, line => line.Contains("StrikeReleased", StringComparison.Ordinal));
        Assert.Contains(run.Output, line => line.Contains("Audit: The audit file", StringComparison.Ordinal) && line.Contains("full", StringComparison.Ordinal));
    }

    [Fact]
    public async Task While_another_process_holds_the_file_no_face_is_accepted_and_administrators_still_open()
    {
        await using var door = await LiveDoor.StartAsync(_folder.FullName);
        await door.UntilAsync(async () => (await door.CommandAsync("audit", "show")).Output.Any(line => line.Contains("Started", StringComparison.Ordinal)), "it has read what it remembers");
        using var other = new SqliteConnection($"Data Source={Path.Combine(_folder.FullName, "doorface-audit.db")};Pooling=false");
        other.Open();
        using (other.BeginTransaction(deferred: false))
        {
            Assert.Equal(0, (await door.AskAsync("release")).ExitCode);
            await UntilAsync(door, isFault: true);
            Assert.Equal(0, (await door.AskAsync("release")).ExitCode);
        }

        await UntilAsync(door, isFault: false);
        Assert.True(door.WasReleased);
    }

    [Fact]
    public async Task A_lock_down_that_the_full_disk_does_not_take_says_so_and_outlives_a_kill()
    {
        await SkipWithoutMountsAsync();

        var run = await ProgramRun.RunAsync(
            _folder.FullName, "unshare", "--map-root-user", "--mount", "timeout", "120", "sh", "-c", KilledScript, "sh", ProgramRun.ProgramPath("doorface-sim"), _folder.FullName);

        Assert.True(run.ExitCode == 0, string.Join('\n', run.Output.Concat(run.Errors)));
        var before = run.Output.TakeWhile(line => line != "killed").ToList();
        Assert.Contains(before, line => line.Contains("not yet stored", StringComparison.Ordinal) && line.Contains("full", StringComparison.Ordinal));
        Assert.Contains(before, line => line.Contains("\"unstored\":true", StringComparison.Ordinal));
        Assert.Contains("\"facesRefused\":\"LockDown\"", run.Output[^1], StringComparison.Ordinal);
    }

    private static async Task SkipWithoutMountsAsync()
    {
        using var probe = Process.Start(new ProcessStartInfo("unshare", ["--map-root-user", "--mount", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]) { RedirectStandardError = true })!;
        await probe.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.SkipUnless(probe.ExitCode == 0, "Mounting in a namespace is not allowed here, so no disk can be made full.");
    }

    private static Task UntilAsync(LiveDoor door, bool isFault) => door.UntilAsync(
        async () => (await door.StatusAsync()).GetProperty("faults").EnumerateArray().Any(fault => fault.GetString() == "AuditFull") == isFault,
        $"the audit's fault is {isFault}");
}
