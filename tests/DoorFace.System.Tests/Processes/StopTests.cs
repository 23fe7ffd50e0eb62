using System.Diagnostics;
using DoorFace.Core.Audit;
using DoorFace.Storage;
using DoorFace.Storage.Audit;
using Microsoft.Data.Sqlite;

namespace DoorFace.SystemTests.Processes;

/// <summary>The service is asked to stop.</summary>
public sealed class StopTests : IDisposable
{
    private static readonly TimeSpan HangLimit = TimeSpan.FromMinutes(1);
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("doorface-stop-");

    public void Dispose() => _home.Delete(recursive: true);

    [Fact]
    public async Task A_stop_that_takes_long_is_not_cut_short()
    {
        var audit = Path.Combine(_home.FullName, "audit.db");
        var start = new ProcessStartInfo(
            ProgramRun.ProgramPath("doorface-sim"), ["run", "--persist", "--database", Path.Combine(_home.FullName, "doorface.db"), "--set", $"Storage:Audit={audit}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var service = Process.Start(start)!;
        try
        {
            var errors = service.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            var waiting = TimeProvider.System.GetTimestamp();
            while (!HasStarted(audit))
            {
                Assert.True(!service.HasExited && TimeProvider.System.GetElapsedTime(waiting) < HangLimit, "The service does not start.");
                await Task.Delay(20, TestContext.Current.CancellationToken);
            }

            // The last entry waits for the file, for longer than the command line would wait for its command by itself.
            using var other = new SqliteConnection($"Data Source={audit};Pooling=false");
            other.Open();
            using var hold = other.BeginTransaction(deferred: false);
            Termination.Request(service);
            await service.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(HangLimit, TestContext.Current.CancellationToken);

            Assert.Equal(0, service.ExitCode);
            Assert.Contains("entries of the audit are lost", await errors, StringComparison.Ordinal);
        }
        finally
        {
            if (!service.HasExited)
            {
                service.Kill();
            }
        }
    }

    private static bool HasStarted(string audit)
    {
        if (!File.Exists(audit))
        {
            return false; // Looking would make it.
        }

        try
        {
            using var store = AuditStore.OpenForReading(audit);
            // The second entry is the camera's that is not there; with it, nothing more is on its way.
            return store.Read(10).Any(entry => entry.Kind == nameof(AuditKind.Fault));
        }
        catch (StorageException)
        {
            return false;
        }
    }
}
