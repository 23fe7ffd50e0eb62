using System.Runtime.Versioning;
using DoorFace.Core.Audit;
using DoorFace.Core.Door;
using DoorFace.Core.Imaging;
using DoorFace.Device.Gpio;
using DoorFace.Host.Board;
using DoorFace.Host.Control;
using DoorFace.Host.Doctor;
using DoorFace.Host.Recognition;
using DoorFace.Host.Settings;
using DoorFace.Simulator.Gpio;
using DoorFace.Storage.Audit;
using DoorFace.Storage.Residents;
using DoorFace.Tests.Support;
using Microsoft.Data.Sqlite;

namespace DoorFace.Host.Tests.Doctor;

/// <summary>A home in good order, whose service does not run: real databases and models, and a kernel that tells what the test writes. A test breaks one thing.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class ExaminedHome : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("doorface-doctor-");
    private readonly Dictionary<string, string?> _settings;

    public ExaminedHome()
    {
        Directory.CreateDirectory(State, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        ResidentStore.Open(Database).Dispose();
        using (var audit = AuditStore.Open(Audit))
        {
            audit.Append([.. Enumerable.Range(0, 5).Select(_ => new AuditRecord(new AuditEvent(AuditKind.Intent), DateTimeOffset.UnixEpoch, TimeSpan.Zero))], null);
        }

        _settings = new Dictionary<string, string?>
        {
            ["Models:Manifest"] = RepositoryFiles.Manifest,
            ["Storage:Database"] = Database,
            ["Control:Socket"] = Path.Combine(State, "control.sock"),
        };
    }

    public string State => In("state");

    public string Database => Path.Combine(State, "doorface.db");

    public string Audit => Path.Combine(State, "doorface-audit.db");

    public SimulatedGpioDriver Gpio { get; } = new(TimeProvider.System);

    /// <summary>Opens the chip.</summary>
    public Func<GpioBoard>? Board { get; set; }

    public TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>What is known of the service: that it does not run, unless the test says otherwise.</summary>
    public RunningService Service { get; set; } = new("/nowhere/control.sock", null, null, null, null);

    public string In(string name) => Path.Combine(_folder.FullName, name);

    public void Set(string key, string value) => _settings[key] = value;

    /// <summary>Writes one of the kernel's files, in <c>sys</c> or <c>proc</c>.</summary>
    public void Tell(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(In(file))!);
        File.WriteAllText(In(file), text);
    }

    public CheckResult Look(ICheck check) => Examination.Run([check], Unit()).Single();

    public ExaminedUnit Unit() => new(
        SettingsReader.Read(null, _settings), new Composition.Platform(_ => (Board ?? Gpio.CreateBoard)(), _ => throw new InvalidOperationException()), Service, Time)
    {
        Sys = In("sys"),
        Proc = In("proc"),
    };

    /// <summary>A service that runs as this process and its user, and answers.</summary>
    public void Run(bool cameraOn = true, CameraStatus? camera = null, params string[] faults) => Service = Service with
    {
        Status = new DoorStatus(
            DoorPhase.Secured, false, DoorPosition.Closed, null, [], faults, cameraOn,
            camera ?? new CameraStatus("Yuv420 640 x 480", 100, 15, 15, 0, 120, PictureCondition.Good, 1), new BoardStatus(50, false, false, 1)),
        Process = 123,
        User = null,
    };

    public void Edit(string database, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public void Dispose()
    {
        Gpio.Dispose();
        _folder.Delete(recursive: true);
    }
}
