using System.Diagnostics;
using System.Globalization;
using DoorFace.Device.Processes;

namespace DoorFace.Device.Tests.Processes;

public sealed class ChildProcessTests
{
    private const int HangLimit = 60_000;

    private static readonly TimeSpan Long = TimeSpan.FromSeconds(50);

    [Fact(Timeout = HangLimit)]
    public async Task It_outlives_the_thread_that_started_it()
    {
        ChildProcess? child = null;
        var starter = new Thread(() => child = Shell("exec cat /dev/zero"));
        starter.Start();
        await Task.Run(starter.Join, TestContext.Current.CancellationToken);
        using (child)
        {
            // More than a pipe holds: it was written after the thread had ended.
            child!.Output.ReadExactly(new byte[1 << 20]);

            Assert.True(Life.IsRunning(child.Id));
            Assert.Null(child.ExitCode);
        }
    }

    [Fact(Timeout = HangLimit)]
    public async Task Of_a_flood_of_errors_the_last_lines_are_kept()
    {
        using var child = Shell("seq 1 100000 >&2; echo the end >&2; exit 7");

        Assert.True(await Task.Run(() => child.WaitForExit(Long), TestContext.Current.CancellationToken));
        Assert.Equal(7, child.ExitCode);
        Assert.Equal(["99999", "100000", "the end"], child.Errors.TakeLast(3));
        Assert.True(child.Errors.Sum(line => line.Length) < 4096);
    }

    [Fact(Timeout = HangLimit)]
    public async Task Its_input_is_empty()
    {
        using var child = Shell("cat; echo done");

        Assert.Equal("done\n", await new StreamReader(child.Output).ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    [Fact(Timeout = HangLimit)]
    public async Task One_that_ignores_the_request_to_end_is_killed_and_buried()
    {
        using var child = Shell("trap '' TERM; echo deaf; while :; do read -r never </dev/zero || :; done");
        Assert.Equal('d', child.Output.ReadByte());

        await Task.Run(child.Stop, TestContext.Current.CancellationToken);

        Assert.Equal(128 + 9, child.ExitCode);
        Assert.True(Life.IsGone(child.Id));
    }

    [Fact(Timeout = HangLimit)]
    public async Task What_it_started_ends_with_it_and_with_it_who_reads_the_output()
    {
        // A script that does not become the program, and a program that wants to stay.
        using var child = Shell("sh -c 'trap \"\" TERM; echo $$; exec sleep 1000' & wait");
        using var output = new StreamReader(child.Output);
        var descendant = Number(await output.ReadLineAsync(TestContext.Current.CancellationToken));
        var rest = output.ReadToEndAsync(TestContext.Current.CancellationToken);

        await Task.Run(child.Stop, TestContext.Current.CancellationToken);

        Assert.Equal("", await rest);
        Assert.Equal(128 + 15, child.ExitCode);
        await Life.WaitForEndAsync(descendant, TestContext.Current.CancellationToken);
    }

    [Theory(Timeout = HangLimit)]
    [InlineData("exit 7", false, 7)]
    [InlineData("wait", true, 128 + 15)]
    public async Task One_whose_pipes_are_kept_open_from_another_session_ends_all_the_same(string then, bool stop, int code)
    {
        var child = Shell($"setsid sh -c 'echo $$; exec sleep 1000' & {then}");
        using var output = new StreamReader(child.Output, leaveOpen: true);
        var escaped = Number(await output.ReadLineAsync(TestContext.Current.CancellationToken));
        try
        {
            var rest = output.ReadToEndAsync(TestContext.Current.CancellationToken);
            if (stop)
            {
                await Task.Run(child.Stop, TestContext.Current.CancellationToken);
            }

            Assert.Equal("", await rest);
            Assert.True(await Task.Run(() => child.WaitForExit(Long), TestContext.Current.CancellationToken));
            Assert.Equal(code, child.ExitCode);
            Assert.True(Life.IsRunning(escaped));
            await Task.Run(child.Dispose, TestContext.Current.CancellationToken);
        }
        finally
        {
            using var process = Process.GetProcessById(escaped);
            process.Kill();
        }
    }

    [Fact(Timeout = HangLimit)]
    public async Task A_deaf_one_is_killed_with_what_it_started_in_another_session()
    {
        using var child = Shell("trap '' TERM; setsid sh -c 'echo $$; exec sleep 1000' & while :; do wait; done");
        using var output = new StreamReader(child.Output, leaveOpen: true);
        var descendant = Number(await output.ReadLineAsync(TestContext.Current.CancellationToken));

        await Task.Run(child.Stop, TestContext.Current.CancellationToken);

        Assert.Equal(128 + 9, child.ExitCode);
        await Life.WaitForEndAsync(descendant, TestContext.Current.CancellationToken);
    }

    [Fact]
    public void Reading_allocates_nothing()
    {
        using var child = Shell("exec cat /dev/zero");
        var bytes = new byte[1 << 16];
        child.Output.ReadExactly(bytes);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            child.Output.ReadExactly(bytes);
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1000);
    }

    [Fact]
    public void A_program_is_found_by_path_or_on_PATH_and_the_first_that_exists_is_taken()
    {
        Assert.Equal("/bin/sh", ProgramPath.Find("/nowhere/sh", "/bin/sh"));
        Assert.EndsWith("/sh", ProgramPath.Find("no-such-program", "sh"), StringComparison.Ordinal);
        Assert.Null(ProgramPath.Find("no-such-program", "/etc/passwd"));
    }

    private static int Number(string? line) => int.Parse(line!, CultureInfo.InvariantCulture);

    private static ChildProcess Shell(string script) => ChildProcess.Start("/bin/sh", ["-c", script]);
}
