using System.Text.Json;
using DoorFace.Host.Doctor;
using DoorFace.Host.Settings;
using DoorFace.Host.Tests.Door;
using DoorFace.Host.Tests.Support;
using DoorFace.Simulator.Gpio;
using DoorFace.Tests.Support;

namespace DoorFace.Host.Tests.Doctor;

/// <summary>Each thing is broken for real, and the check of it says so; the others go on.</summary>
public sealed class DoctorTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("doorface-doctor-");
    private readonly SimulatedGpioDriver _gpio = new(TimeProvider.System);
    private readonly Dictionary<string, string?> _settings = [];

    public DoctorTests()
    {
        _settings["Models:Manifest"] = RepositoryFiles.Manifest;
        _settings["Storage:Database"] = Path.Combine(_folder.FullName, "doorface.db");
        _settings["Control:Socket"] = Path.Combine(_folder.FullName, "control.sock");
        Sys = Directory.CreateDirectory(Path.Combine(_folder.FullName, "sys")).FullName;
        Storage.OpenStore().Dispose();
        Storage.OpenAudit().Store.Dispose();
    }

    private string Sys { get; }

    private DoorFaceSettings Settings => SettingsReader.Read(null, _settings);

    private StorageSettings Storage => Settings.Storage;

    [Theory]
    [InlineData("models")]
    [InlineData("gpio")]
    [InlineData("databases")]
    [InlineData("files")]
    [InlineData("clock")]
    [InlineData("disk")]
    public void What_is_as_it_should_be_passes(string check)
    {
        var result = Look(check);
        Assert.True(result.Outcome == CheckOutcome.Pass, $"{result.Found} {result.Remedy}");
        Assert.Null(result.Remedy);
    }

    [Fact]
    public void A_changed_model_fails()
    {
        var models = Directory.CreateDirectory(Path.Combine(_folder.FullName, "models")).FullName;
        foreach (var file in Directory.EnumerateFiles(RepositoryFiles.ModelDirectory, "*.*").Where(file => file.EndsWith(".onnx", StringComparison.Ordinal) || file.EndsWith(".json", StringComparison.Ordinal)))
        {
            File.Copy(file, Path.Combine(models, Path.GetFileName(file)));
        }

        var changed = Directory.EnumerateFiles(models, "*.onnx").First();
        using (var file = File.OpenWrite(changed))
        {
            file.Seek(-1, SeekOrigin.End);
            file.WriteByte(0x55);
        }

        _settings["Models:Manifest"] = Path.Combine(models, "models.json");
        AssertFinds("models", CheckOutcome.Fail, Path.GetFileName(changed));
    }

    [Fact]
    public void A_line_that_is_not_there_fails()
    {
        _settings["Gpio:Chip"] = "no-such-chip";
        var result = Examine(new DoorFace.Host.Hardware(_ => throw new DoorFace.Device.Gpio.DoorIoException("There is no chip 'no-such-chip'."), _ => throw new InvalidOperationException()));
        Assert.Equal(CheckOutcome.Fail, result.Single(one => one.Name == "gpio").Outcome);
        // A camera that breaks the check is that check's failure, and all others were looked at.
        Assert.Equal(Examination.Checks.Count, result.Count);
    }

    [Fact]
    public void A_damaged_database_fails()
    {
        using (var file = File.OpenWrite(Storage.FullAuditPath))
        {
            file.SetLength(5000);
        }

        AssertFinds("databases", CheckOutcome.Fail, "audit");
    }

    [Fact]
    public void A_database_that_others_may_read_fails_and_so_does_a_folder_that_they_may_write()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes.");
        const UnixFileMode Open = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead;
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Storage.FullDatabasePath, Open);
            AssertFinds("files", CheckOutcome.Fail, "0604");
            File.SetUnixFileMode(Storage.FullDatabasePath, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            File.SetUnixFileMode(_folder.FullName, Open | UnixFileMode.UserExecute | UnixFileMode.OtherWrite);
            AssertFinds("files", CheckOutcome.Fail, "written by others");
        }
    }

    [Fact]
    public void A_folder_that_is_gone_fails()
    {
        _settings["Storage:Database"] = Path.Combine(_folder.FullName, "gone", "doorface.db");
        AssertFinds("disk", CheckOutcome.Fail, "does not exist");
    }

    [Theory]
    [InlineData("0x02 0x03", "0x01", "Pass")]
    [InlineData("0x0a 0x03", "0x01", "Warn")]
    [InlineData("0x0b 0x03", "0x01", "Fail")]
    [InlineData("0x01 0x01", "0x03", "Fail")]
    public void A_worn_card_is_told(string life, string reserve, string outcome)
    {
        var card = Directory.CreateDirectory(Path.Combine(Sys, "block", "mmcblk0", "device")).FullName;
        File.WriteAllText(Path.Combine(card, "life_time"), life + "\n");
        File.WriteAllText(Path.Combine(card, "pre_eol_info"), reserve + "\n");
        AssertFinds("disk", Enum.Parse<CheckOutcome>(outcome), "mmcblk0");
    }

    [Fact]
    public void The_command_ends_with_a_code_for_the_worst_and_says_the_same_in_json()
    {
        var (code, output, error) = DoorFaceProgram.Run(["doctor", "--json", "--database", Storage.FullDatabasePath, "--set", $"Control:Socket={_settings["Control:Socket"]}"]);
        var answer = JsonDocument.Parse(output).RootElement;
        var outcomes = answer.GetProperty("checks").EnumerateArray().ToDictionary(check => check.GetProperty("name").GetString()!, check => check.GetProperty("outcome").GetString());
        Assert.Equal("warn", outcomes["service"]); // Nobody runs it here.
        var expected = outcomes.ContainsValue("fail") ? ExitCodes.Fault : ExitCodes.Warning;
        Assert.True(code == expected, $"{code}: {output} {error}");
        Assert.All(answer.GetProperty("checks").EnumerateArray(), check => Assert.True(check.GetProperty("outcome").GetString() == "pass" || check.GetProperty("remedy").GetString()!.Length > 0));
    }

    [Fact]
    public async Task The_running_service_is_asked()
    {
        await using var unit = await new BenchUnit().StartedAsync();
        _settings["Control:Socket"] = unit.Socket;
        AssertFinds("service", CheckOutcome.Pass, $"process {Environment.ProcessId}");
        unit.Scene.Picture = DoorFace.Core.Imaging.PictureCondition.Black;
        await unit.UntilAuditedAsync(DoorFace.Core.Audit.AuditKind.Fault, "Picture");
        AssertFinds("service", CheckOutcome.Fail, "Picture");
        Assert.NotEqual(CheckOutcome.Pass, Look("camera").Outcome);
    }

    public void Dispose()
    {
        _gpio.Dispose();
        _folder.Delete(recursive: true);
    }

    private void AssertFinds(string check, CheckOutcome outcome, string words)
    {
        var result = Look(check);
        Assert.True(result.Outcome == outcome, $"{result.Outcome}: {result.Found}");
        Assert.Contains(words, result.Found, StringComparison.Ordinal);
        Assert.Equal(outcome == CheckOutcome.Pass, result.Remedy is null);
    }

    private CheckResult Look(string check) => Examine(new DoorFace.Host.Hardware(_ => _gpio.CreateBoard(), _ => throw new InvalidOperationException("no camera here"))).Single(one => one.Name == check);

    private IReadOnlyList<CheckResult> Examine(DoorFace.Host.Hardware hardware)
    {
        var settings = Settings;
        return Examination.Run(Examination.Checks, new ExaminedUnit(settings, hardware, RunningService.Ask(settings, TimeProvider.System), TimeProvider.System) { Sys = Sys });
    }
}
