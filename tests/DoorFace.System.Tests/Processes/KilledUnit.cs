using System.Diagnostics;
using DoorFace.Core.Biometrics;
using DoorFace.Core.Enrollment;
using DoorFace.Host.Control;
using DoorFace.Storage.Residents;
using Microsoft.Data.Sqlite;

namespace DoorFace.SystemTests.Processes;

/// <summary>A unit whose service is killed again and again while it is asked for one thing after the other, and what is stored looked at each time.</summary>
/// <param name="film">A resident to be, before the camera.</param>
/// <param name="random">Chooses what is asked for, and when the power goes.</param>
internal sealed class KilledUnit(string film, Random random) : IDisposable
{
    private const int Administrators = 3;
    private const int ResidentsEach = 8;
    private const int References = 3;
    private static readonly TimeSpan LongestEnrollment = TimeSpan.FromSeconds(30);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("doorface-power-");
    private TimeSpan _start = TimeSpan.FromSeconds(1);

    public Ledger Ledger { get; } = new();

    private string Database => Path.Combine(_folder.FullName, "doorface.db");

    private string Socket => Path.Combine(_folder.FullName, "control.sock");

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>Starts the service and kills it while it starts, or before that has ended at all.</summary>
    public async Task KillAtStartAsync()
    {
        Fill();
        await using (var door = Start(models: false))
        {
            await Task.Delay(_start * (1.2 * random.NextDouble()), TestContext.Current.CancellationToken);
        }

        Check();
    }

    /// <summary>Kills it while administrators are at work, a few answers after the start: at any instant, or in the middle of what is being written.</summary>
    public async Task KillUnderLoadAsync()
    {
        Fill();
        await using (var door = await ListeningAsync(models: false))
        {
            var load = new Load(Socket, Ledger, References);
            List<Task> people = [.. Enumerable.Range(0, Administrators).Select(administrator => Go(own => load.Administer($"{administrator}-", own))), Go(own => Leave(door, own))];
            await Ledger.AnsweredAsync(random.Next(1, 40));
            await KillAsync(door, random.Next(2) == 0 ? "doorface*-wal" : null, TimeSpan.FromSeconds(1));
            await Task.WhenAll(people);
        }

        Check();
    }

    /// <summary>Kills it while somebody's enrollment is being stored, or just before or after that.</summary>
    public async Task KillWhileEnrollingAsync()
    {
        await using (var door = await ListeningAsync(models: true, "--camera", film, "--set", $"Enrollment:References={References}", "--set", "Enrollment:MinimumPoseDistance=0"))
        {
            var load = new Load(Socket, Ledger, References);
            var before = Ledger.Enrolled;
            List<Task> people = [Go(load.Enroll), Go(load.Watch)];
            // The first one whole, and later ones now and then: the next is of somebody who is enrolled already.
            if (before == 0 || random.Next(2) == 0)
            {
                await door.UntilAsync(() => Ledger.Enrolled > before, "somebody is enrolled at the door");
            }

            await KillAsync(door, "doorface.db-wal", LongestEnrollment);
            await Task.WhenAll(people);
        }

        Check();
    }

    /// <summary>Starts the service once more and asks it whether everything is there.</summary>
    public async Task AskAsync()
    {
        await using var door = await ListeningAsync(models: false);
    }

    private LiveDoor Start(bool models, params IEnumerable<string> more) => LiveDoor.Start(
        _folder.FullName, null, ["--stage", .. models ? ProgramRun.EveryFrame : ["--set", $"Models:Manifest={Path.Combine(_folder.FullName, "none")}"], .. more]);

    // It answers for what was acknowledged before it was killed the last time.
    private async Task<LiveDoor> ListeningAsync(bool models, params IEnumerable<string> more)
    {
        var start = Stopwatch.GetTimestamp();
        var door = Start(models, more);
        try
        {
            await door.UntilAsync(IsAnswered, "it listens");
            _start = Stopwatch.GetElapsedTime(start);
            Assert.All(Replies(ControlRequest.Of(ControlCommands.VerifyAudit)), reply => Assert.True(reply.Done, reply.Message));
            foreach (var (sequence, hash) in Ledger.TakeEntries())
            {
                var entry = Replies(ControlRequest.Of(ControlCommands.ShowAudit) with { Most = 1, Before = sequence + 1 }).First().Entry;
                Assert.Equal((sequence, hash), (entry?.Sequence, entry?.Hash));
            }

            return door;
        }
        catch
        {
            await door.DisposeAsync();
            throw;
        }
    }

    private bool IsAnswered()
    {
        using var client = ControlClient.TryConnect(Socket);
        return client is not null;
    }

    private List<ControlReply> Replies(ControlRequest request)
    {
        using var client = ControlClient.Connect(Socket);
        return [.. client.Stream(request, TimeProvider.System)];
    }

    private Task Go(Action<Random> act)
    {
        var own = new Random(random.Next());
        return Task.Factory.StartNew(() => act(own), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    // Somebody who goes out by the button inside, again and again.
    private static void Leave(LiveDoor door, Random random)
    {
        try
        {
            while (true)
            {
                door.StageAsync("press RequestToExit").GetAwaiter().GetResult();
                Thread.Sleep(random.Next(20, 60));
                door.StageAsync("release RequestToExit").GetAwaiter().GetResult();
                Thread.Sleep(random.Next(20, 60));
            }
        }
        catch (IOException)
        {
            // The power is off.
        }
    }

    /// <summary>Kills, a moment after a file has been written where one is named, and otherwise after a random time.</summary>
    private async Task KillAsync(LiveDoor door, string? written, TimeSpan longest)
    {
        // From 10 µs, within a transaction, to 30 ms, after it.
        var moment = TimeSpan.FromMilliseconds(0.01 * Math.Pow(3000, random.NextDouble()));
        if (written is null)
        {
            await Task.Delay(moment, TestContext.Current.CancellationToken);
            door.Kill();
            return;
        }

        using var watcher = new FileSystemWatcher(_folder.FullName, written);
        var killed = new TaskCompletionSource();
        watcher.Changed += (_, _) =>
        {
            for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < moment;)
            {
                Thread.SpinWait(20);
            }

            door.Kill();
            killed.TrySetResult();
        };
        watcher.EnableRaisingEvents = true;
        await Task.WhenAny(killed.Task, Task.Delay(longest, TestContext.Current.CancellationToken));
    }

    // Residents to rename and to erase, put there while no service runs.
    private void Fill()
    {
        using var store = ResidentStore.Open(Database);
        foreach (var prefix in Enumerable.Range(0, Administrators).Select(administrator => $"{administrator}-"))
        {
            for (var missing = ResidentsEach - Ledger.Of(prefix).Count; missing > 0; missing--)
            {
                var name = Ledger.NewName(prefix);
                var references = Enumerable.Range(0, References).Select(_ => new NewReference(
                    new ModelHash(new string('a', 64)), Embedding.FromVector([.. Enumerable.Range(0, 512).Select(_ => random.NextSingle() - 0.5f)])));
                store.Add(name, [.. references], DateTimeOffset.UnixEpoch, new Consent(DateTimeOffset.UnixEpoch, Boot: 1, TextVersion: "1", Source: "button"));
                Ledger.Settle([], name);
            }
        }
    }

    private void Check()
    {
        Assert.All(Directory.EnumerateFiles(_folder.FullName, "*.db"), path => Assert.Equal("ok", Integrity(path)));
        using var store = ResidentStore.Open(Database);
        Assert.False(store.IsErasurePending());
        var residents = store.List();
        Ledger.Check([.. residents.Select(resident => resident.Name)]);
        Assert.All(residents, resident => Assert.Equal((References, true), (resident.ReferenceCount, store.Consents(resident.Id).Count > 0)));
        var loaded = store.LoadReferences();
        Assert.Empty(loaded.Damaged);
        Assert.Equal(References * residents.Count, loaded.References.Count);
    }

    private static string? Integrity(string path)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA integrity_check";
        return command.ExecuteScalar() as string;
    }
}
