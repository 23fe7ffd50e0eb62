using System.Runtime.Versioning;
using System.Text.Json;
using DoorFace.Core.Audit;
using DoorFace.Core.Door;
using DoorFace.Core.Enrollment;
using DoorFace.Core.Imaging;
using DoorFace.Host.Control;
using DoorFace.Host.Doctor;
using DoorFace.Host.Settings;
using DoorFace.Host.Tests.Door;
using DoorFace.Tests.Support;

namespace DoorFace.Host.Tests.Doctor;

/// <summary>All checks together, and the command.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class DoctorTests : IDisposable
{
    private readonly ExaminedHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public void A_check_that_breaks_fails_with_what_it_found_before_and_the_others_go_on()
    {
        var results = Examination.Run([new BrokenCheck(), new DatabasesCheck()], _home.Unit());

        Assert.Equal((CheckOutcome.Fail, CheckOutcome.Pass), (results[0].Outcome, results[1].Outcome));
        Assert.Equal("The check itself failed: a sensor fell off So far so good.", results[0].Found);
        Assert.NotNull(results[0].Remedy);
        Assert.Equal(CheckOutcome.Fail, Examination.Worst(results));
    }

    [Fact]
    public void A_check_that_looked_at_nothing_is_no_pass() =>
        Assert.Equal(CheckOutcome.Warn, Examination.Run([new IdleCheck()], _home.Unit()).Single().Outcome);

    [Fact]
    public void The_worst_finding_counts_and_comes_first_with_every_remedy()
    {
        var findings = new Findings();
        findings.Pass("a.");
        findings.Warn("b.", "Mend b.");
        findings.Fail("c.", "Mend c.");
        findings.Warn("d.", "Mend b.");

        Assert.Equal(new CheckResult("x", CheckOutcome.Fail, "c. b. d. a.", "Mend c. Mend b."), findings.Of("x"));
    }

    [Fact]
    public void A_household_without_administrator_wants_looking_at()
    {
        _home.Run();
        _home.Service = _home.Service with { Status = _home.Service.Status! with { Household = Household.WithoutAdministrator } };

        var result = _home.Look(new ServiceCheck());

        Assert.Equal(CheckOutcome.Warn, result.Outcome);
        Assert.Contains("the enrollment button enrolls nobody: 'doorface residents make-admin NAME'", result.Found, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_running_service_is_found_and_asked_and_a_stopped_one_is_told_apart()
    {
        await using var unit = await new BenchUnit().StartedAsync();
        var settings = SettingsReader.Read(null, new Dictionary<string, string?> { ["Control:Socket"] = unit.Socket });

        var running = RunningService.Ask(settings, TimeProvider.System);

        Assert.Null(running.Unknown);
        Assert.Equal((Environment.ProcessId, false), (running.Process, running.IsStopped));
        _home.Service = running;
        Assert.Equal(CheckOutcome.Pass, _home.Look(new ServiceCheck()).Outcome);
        Assert.Contains("mode 0660", _home.Look(new FilesCheck()).Found, StringComparison.Ordinal);

        unit.Inbox.Post(new DoorInput.FaultRaised(DoorFault.Expiry, "in a week"));
        await unit.UntilAuditedAsync(AuditKind.Fault, "Expiry");
        _home.Service = RunningService.Ask(settings, TimeProvider.System);
        Assert.Contains("Expiry", _home.Look(new ServiceCheck()).Found, StringComparison.Ordinal);
        Assert.Equal(CheckOutcome.Warn, _home.Look(new ServiceCheck()).Outcome);

        unit.Scene.Picture = PictureCondition.Black;
        await unit.UntilAuditedAsync(AuditKind.Fault, "Picture");
        _home.Service = RunningService.Ask(settings, TimeProvider.System);
        Assert.Contains("Picture", _home.Look(new ServiceCheck()).Found, StringComparison.Ordinal);
        Assert.Equal((CheckOutcome.Fail, CheckOutcome.Fail), (_home.Look(new ServiceCheck()).Outcome, _home.Look(new CameraCheck()).Outcome));

        await unit.StopAsync();
        Assert.True(RunningService.Ask(settings, TimeProvider.System).IsStopped);
    }

    [Fact]
    public void The_command_gives_each_check_its_result_and_the_worst_as_exit_code()
    {
        // Wherever this runs: a film that is not there is broken.
        var (code, output, error) = DoorFaceProgram.Run(["doctor", "--json", "--database", _home.Database, "--set", $"Camera:Path={_home.In("no.y4m")}"]);

        Assert.True(code == ExitCodes.Fault, error);
        var answer = JsonDocument.Parse(output).RootElement;
        Assert.Equal("fail", answer.GetProperty("outcome").GetString());
        var checks = answer.GetProperty("checks").EnumerateArray().ToDictionary(check => check.GetProperty("name").GetString()!);
        Assert.Equal(Examination.Checks.Select(check => check.Name), checks.Keys);
        Assert.Equal(("fail", "pass", "pass"), (Outcome("camera"), Outcome("models"), Outcome("databases")));
        Assert.All(checks.Values, check => Assert.Equal(
            check.GetProperty("outcome").GetString() == "pass", check.GetProperty("remedy").ValueKind == JsonValueKind.Null));

        string? Outcome(string name) => checks[name].GetProperty("outcome").GetString();
    }

    [Fact]
    public void On_a_PC_the_simulators_doctor_warns_of_what_a_PC_has_not_and_fails_for_nothing()
    {
        var film = _home.In("film.y4m");
        File.WriteAllText(film, "YUV4MPEG2 W4 H2 F15:1 C420jpeg\nFRAME\n" + new string('x', 12));

        var (code, output, error) = DoorFaceProgram.Simulate(
            ["doctor", "--json", "--database", _home.Database, "--set", $"Camera:Path={film}"]);

        // The service does not run, which is a warning on every machine.
        Assert.True(code == ExitCodes.Warning, output + error);
        Assert.DoesNotContain("\"fail\"", output, StringComparison.Ordinal);
    }

    private sealed class BrokenCheck : ICheck
    {
        public string Name => "broken";

        public void Run(ExaminedUnit unit, Findings findings)
        {
            findings.Pass("So far so good.");
            throw new InvalidOperationException("a sensor fell off");
        }
    }

    private sealed class IdleCheck : ICheck
    {
        public string Name => "idle";

        public void Run(ExaminedUnit unit, Findings findings)
        {
        }
    }
}
