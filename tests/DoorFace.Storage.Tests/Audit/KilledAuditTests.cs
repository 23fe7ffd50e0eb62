using System.Globalization;
using DoorFace.Core.Audit;
using DoorFace.Core.Door;
using DoorFace.Storage.Audit;
using DoorFace.Storage.Sqlite;
using DoorFace.Storage.Tests.Support;

namespace DoorFace.Storage.Tests.Audit;

/// <summary>The audit in a process that is killed, or runs out of room or rights.</summary>
public sealed class KilledAuditTests : IDisposable
{
    private const int Kills = 8;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_process_killed_while_it_appends_loses_nothing_it_acknowledged_and_leaves_no_entry_without_its_memory()
    {
        var random = new Random(43);
        long entries = 0;
        for (var kill = 1; kill <= Kills; kill++)
        {
            var acknowledged = AppendUntilKilled(lines: random.Next(2, 60));

            using var store = AuditStore.OpenForReading(_folder.Audit);
            Assert.Equal("ok", store.Connection.Text("PRAGMA integrity_check"));
            var ofThisStart = store.Read(100_000).Where(entry => entry.Boot == kill).Reverse().ToList();
            // The one after the last acknowledged may be there or not, whole.
            Assert.Contains(ofThisStart.Count, (int[])[2 * acknowledged, 2 * (acknowledged + 1)]);
            Assert.Equal(
                Enumerable.Range(0, ofThisStart.Count).Select(i => (entries + i + 1, i % 2 == 0 ? "DoorOpened" : "DoorClosed", $"{1 + (i / 2)}")),
                ofThisStart.Select(entry => (entry.Sequence, entry.Kind, entry.Detail)));
            Assert.Equal(new DoorMemory(RefusedAttempts: ofThisStart.Count / 2), store.LoadMemory());
            entries += ofThisStart.Count;
            Assert.Equal(entries, store.Count());
            Assert.Equal((entries, (ChainFault?)null), (store.Verify().Verified, store.Verify().Fault));
        }
    }

    [Fact]
    public void A_full_disk_is_named_and_takes_none_of_what_was_acknowledged()
    {
        OtherProcess.RequireMounts();
        var mount = _folder.In("disk");
        Directory.CreateDirectory(mount);
        var file = Path.Combine(mount, "audit.db");

        // Filled to the brim, then opened by a second process on the same disk. Of such a size that the entry that is refused at last leaves a page in
        // the log: the start that is counted needs it.
        var said = OtherProcess.RunWithMount(
            $"mount -t tmpfs -o size=528k tmpfs '{mount}' && dotnet '{OtherProcess.Program}' append '{file}'", "audit", file).Split('\n');

        var acknowledged = said.Count(line => line.StartsWith('+'));
        Assert.True(acknowledged > 10, string.Join('\n', said));
        Assert.StartsWith($"DiskFull: The audit file '{file}' could not be written", said[^2], StringComparison.Ordinal);
        Assert.Equal($"opened {2 * acknowledged}", said[^1]);
    }

    [Fact]
    public void An_audit_on_a_read_only_disk_is_refused_untouched()
    {
        OtherProcess.RequireMounts();
        AuditStore.Open(_folder.Audit).Dispose();
        var before = _folder.Fingerprint();

        var said = OtherProcess.RunWithMount(
            $"mount --bind '{_folder.Path}' '{_folder.Path}' && mount -o remount,ro,bind '{_folder.Path}'", "audit", _folder.Audit);

        Assert.StartsWith("ReadOnly: The audit file", said, StringComparison.Ordinal);
        Assert.Equal(before, _folder.Fingerprint());
    }

    // How many appends it acknowledged.
    private int AppendUntilKilled(int lines)
    {
        using var process = OtherProcess.Start("append", _folder.Audit);
        var acknowledged = 0;
        var read = 0;
        while (process.StandardOutput.ReadLine() is { } line)
        {
            if (line[0] == '+')
                acknowledged = int.Parse(line.AsSpan(1), CultureInfo.InvariantCulture);
            else
                Assert.StartsWith("opened ", line, StringComparison.Ordinal);

            // Lines already in the pipe are read on to its end: they were acknowledged.
            if (++read == lines)
                process.Kill();
        }

        process.WaitForExit();
        return acknowledged;
    }
}
