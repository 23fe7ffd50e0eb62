using System.Globalization;
using DoorFace.Core.Biometrics;
using DoorFace.Core.Enrollment;
using DoorFace.Host.Audit;
using DoorFace.Host.Control;
using DoorFace.Host.Residents;
using DoorFace.Storage;
using Microsoft.Data.Sqlite;

namespace DoorFace.SystemTests.Processes;

/// <summary>
/// The real service, killed at random instants while administrators rename and erase residents and work the door: what it acknowledged is there
/// afterwards, nobody is there by half, and the audit is as it was written. DOORFACE_KILLS says how often, DOORFACE_SEED where chance begins.
/// </summary>
public sealed class PowerLossTests(ITestOutputHelper output) : IDisposable
{
    private const int Clients = 3;
    private const int ResidentsEach = 8;
    private const int References = 3;
    private static readonly int Kills = Number("DOORFACE_KILLS", 10);
    private static readonly int Seed = Number("DOORFACE_SEED", Environment.TickCount & 0xFFFF);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("doorface-power-");
    private readonly Lock _lock = new();
    // Who is there, by what was acknowledged; the names that a request was under way for when the power went may be either.
    private readonly HashSet<string> _present = [];
    private readonly HashSet<string> _unsettled = [];
    private readonly List<ErasureReceipt> _receipts = [];
    private int _acknowledged;
    private int _number;

    private string Database => Path.Combine(_folder.FullName, "doorface.db");

    private string AuditPath => Path.Combine(_folder.FullName, "doorface-audit.db");

    private string Socket => Path.Combine(_folder.FullName, "control.sock");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Whatever_was_acknowledged_outlives_the_power()
    {
        output.WriteLine($"seed {Seed}, {Kills} kills");
        var random = new Random(Seed);
        for (var kill = 0; kill < Kills; kill++)
        {
            Fill(random);
            await using (var door = await LiveDoor.StartAsync(_folder.FullName))
            {
                var clients = Enumerable.Range(0, Clients).Select(client => Task.Factory.StartNew(
                    () => Ask(client, random.Next()), TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToList();
                await Task.Delay(random.Next(20, 400), TestContext.Current.CancellationToken);
                await door.KillAsync();
                await Task.WhenAll(clients);
            }

            Check($"seed {Seed}, kill {kill}");
        }

        output.WriteLine($"{_acknowledged} changes acknowledged, {_receipts.Count} of them erasures; none lost.");
        Assert.NotEmpty(_receipts);
    }

    // Residents to rename and to erase, put there while no service runs.
    private void Fill(Random random)
    {
        using var store = ResidentStore.Open(Database);
        while (_present.Count < Clients * ResidentsEach)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{_number % Clients}-{_number++}");
            var references = Enumerable.Range(0, References).Select(_ => new NewReference(
                new ModelHash(new string('a', 64)), Embedding.FromVector([.. Enumerable.Range(0, 512).Select(_ => random.NextSingle() - 0.5f)])));
            store.Add(name, [.. references], DateTimeOffset.UnixEpoch, new Consent(DateTimeOffset.UnixEpoch, Boot: 1, TextVersion: "1", Source: "button"));
            _present.Add(name);
        }
    }

    // One administrator, until the service is gone. Each has residents of their own, by the number that the name begins with.
    private void Ask(int client, int seed)
    {
        var random = new Random(seed);
        while (true)
        {
            string[] own;
            int number;
            lock (_lock)
            {
                own = [.. _present.Where(name => name.StartsWith($"{client}-", StringComparison.Ordinal))];
                number = _number++;
            }

            if (own.Length == 0)
            {
                return;
            }

            var name = own[random.Next(own.Length)];
            var newName = string.Create(CultureInfo.InvariantCulture, $"{client}-{number}");
            var command = random.Next(4) switch
            {
                0 => ControlCommands.RemoveResident,
                1 => ControlCommands.Release,
                _ => ControlCommands.RenameResident,
            };
            string[] concerned = command switch
            {
                ControlCommands.RemoveResident => [name],
                ControlCommands.RenameResident => [name, newName],
                _ => [],
            };
            lock (_lock)
            {
                _unsettled.UnionWith(concerned);
            }

            ControlReply reply;
            try
            {
                reply = ControlClient.Ask(Socket, ControlRequest.Of(command) with { Name = name, NewName = newName }, TimeProvider.System);
            }
            catch (IOException)
            {
                return;
            }

            Assert.True(reply.Done || command == ControlCommands.Release, reply.Message);
            lock (_lock)
            {
                _unsettled.ExceptWith(concerned);
                _acknowledged++;
                if (concerned.Length > 0)
                {
                    _present.Remove(name);
                }

                if (command == ControlCommands.RenameResident)
                {
                    _present.Add(newName);
                }

                if (reply.Receipt is { } receipt)
                {
                    _receipts.Add(receipt);
                }
            }
        }
    }

    private void Check(string when)
    {
        using (var audit = AuditStore.OpenForReading(AuditPath))
        {
            Assert.True(AuditVerdict.Of(audit.Verify()) is { Sound: true }, when);
            Assert.All(_receipts, receipt =>
                Assert.Equal(receipt.AuditHash, Assert.Single(audit.ReadAfter(receipt.AuditSequence!.Value - 1, 1)).Hash?.ToString()));
        }

        using (var store = ResidentStore.Open(Database))
        {
            Assert.False(store.IsErasurePending(), when);
            var residents = store.List();
            var names = residents.Select(resident => resident.Name).ToHashSet();
            Assert.Equal(_present.Except(_unsettled).Order(), names.Except(_unsettled).Order());
            Assert.All(residents, resident => Assert.Equal((References, 1), (resident.ReferenceCount, store.Consents(resident.Id).Count)));
            var loaded = store.LoadReferences();
            Assert.Empty(loaded.Damaged);
            Assert.Equal(References * residents.Count, loaded.References.Count);
            _present.Clear();
            _present.UnionWith(names);
            _unsettled.Clear();
        }

        Assert.All((string[])[Database, AuditPath], path => Assert.Equal("ok", Integrity(path)));
    }

    private static string? Integrity(string path)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA integrity_check";
        return command.ExecuteScalar() as string;
    }

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
