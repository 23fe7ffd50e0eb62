using DoorFace.SystemTests.Processes;
using DoorFace.Tests.Support;

namespace DoorFace.SystemTests.Repository;

/// <summary>How a test run is summed up: a run must not be called well that is not, nor be called failed by the script that sums it up.</summary>
public sealed class ResultsTests : IDisposable
{
    private readonly string _results = Directory.CreateTempSubdirectory("doorface-results").FullName;

    public void Dispose() => Directory.Delete(_results, recursive: true);

    [Fact]
    public async Task Where_all_passed_the_sum_is_told_and_nothing_fails()
    {
        Write("a.trx", passed: 2, failed: 0, skipped: 1, """<UnitTestResult testName="A.Fine" outcome="Passed"></UnitTestResult><UnitTestResult testName="A.Left" outcome="NotExecuted"></UnitTestResult>""");
        Write("b.trx", passed: 3, failed: 0, skipped: 0, """<UnitTestResult testName="B.Fine" outcome="Passed"></UnitTestResult>""");

        Assert.Equal(["5 0 1", "end"], await SumUpAsync());
    }

    [Fact]
    public async Task Tests_that_failed_are_counted_and_named()
    {
        Write("a.trx", passed: 1, failed: 2, skipped: 0, """<UnitTestResult outcome="Failed" testName="A.Wrong"></UnitTestResult><UnitTestResult testName="A.Fine" outcome="Passed"></UnitTestResult><UnitTestResult testName="A.Late(why: &quot;x&quot;)" outcome="Timeout"></UnitTestResult>""");
        Write("b.trx", passed: 1, failed: 0, skipped: 0, """<UnitTestResult testName="B.Fine" outcome="Passed"></UnitTestResult>""");

        Assert.Equal(["2 2 0", "Failed: A.Late(why: &quot;x&quot;)", "Failed: A.Wrong", "end"], await SumUpAsync());
    }

    [Fact]
    public async Task Where_no_program_wrote_a_result_nothing_passed() => Assert.Equal(["0 0 0", "end"], await SumUpAsync());

    /// <summary>As xunit writes it: no line break between the elements.</summary>
    private void Write(string name, int passed, int failed, int skipped, string tests) => File.WriteAllText(
        Path.Combine(_results, name),
        $"""<?xml version="1.0" encoding="utf-8"?><TestRun><Results>{tests}</Results><ResultSummary><Counters total="{passed + failed + skipped}" executed="{passed + failed}" passed="{passed}" failed="{failed}" error="0" timeout="0" aborted="0" notRunnable="0" notExecuted="{skipped}" /></ResultSummary></TestRun>""");

    /// <summary>With the settings of the scripts themselves, under which any command that fails ends them.</summary>
    private async Task<IReadOnlyList<string>> SumUpAsync()
    {
        var run = await ProgramRun.RunAsync(
            _results,
            "/bin/bash",
            ["-c", "source \"$1/common.sh\"; source scripts/results.sh; count_results \"$2\"; failed_tests \"$2\"; say end", "bash", Path.Combine(RepositoryFiles.Root, "scripts"), _results]);

        Assert.Equal((0, ""), (run.ExitCode, string.Join('\n', run.Errors)));
        return run.Output;
    }
}
