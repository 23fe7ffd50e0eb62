using DoorFace.Storage.Residents;
using DoorFace.Storage.Sqlite;
using DoorFace.Storage.Tests.Support;

namespace DoorFace.Storage.Tests;

public sealed class KilledProcessTests : IDisposable
{
    private const int Kills = 10;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_process_killed_while_it_writes_loses_nothing_it_acknowledged_and_leaves_nobody_by_half()
    {
        var random = new Random(42);
        var acknowledged = new HashSet<string>();
        for (var kill = 0; kill < Kills; kill++)
        {
            var unsettled = WriteUntilKilled(lines: random.Next(1, 40), acknowledged);

            using var store = ResidentStore.Open(_folder.File);
            Assert.Equal("ok", store.Connection.Text("PRAGMA integrity_check"));
            Assert.False(store.IsErasurePending());
            var present = store.List();
            var names = present.Select(r => r.Name).ToHashSet();
            Assert.Equal(acknowledged.Except(unsettled).Order(), names.Except(unsettled).Order());
            Assert.All(present, r => Assert.Equal(3, r.ReferenceCount));
            var loaded = store.LoadReferences();
            Assert.Empty(loaded.Damaged);
            Assert.Equal(3 * present.Count, loaded.References.Count);
            acknowledged = names;
        }

        Assert.NotEmpty(acknowledged);
    }

    // The name that was announced and not acknowledged may be there or not.
    private string[] WriteUntilKilled(int lines, HashSet<string> acknowledged)
    {
        using var process = OtherProcess.Start("churn", _folder.File);
        string? unsettled = null;
        var read = 0;
        while (process.StandardOutput.ReadLine() is { } line)
        {
            var name = line[1..];
            switch (line[0])
            {
                case '?':
                    unsettled = name;
                    break;
                case '+':
                    (unsettled, _) = (null, acknowledged.Add(name));
                    break;
                case '-':
                    (unsettled, _) = (null, acknowledged.Remove(name));
                    break;
                default:
                    Assert.Fail(line);
                    break;
            }

            // Lines already in the pipe are read on to its end: they were acknowledged.
            if (++read == lines)
                process.Kill();
        }

        process.WaitForExit();
        return unsettled is null ? [] : [unsettled];
    }
}
