using System.Globalization;
using DoorFace.Device.Tests.Processes;

namespace DoorFace.Device.Tests.Camera;

/// <summary>The camera's program ends with the camera and with the process that has it, whatever happens.</summary>
public sealed class RpicamLifeTests
{
    private const int HangLimit = 120_000;
    private const string Strace = "/usr/bin/strace";

    [Theory(Timeout = HangLimit)]
    [InlineData("RATE", "100")]
    [InlineData("THEN", "stall")]
    [InlineData("IGNORE_TERM", "1")]
    public async Task Disposing_ends_and_buries_it(string name, string value)
    {
        using var pi = new FakePi(("FRAMES", name == "THEN" ? "1" : "1000000"), (name, value));
        var camera = pi.Camera();
        await camera.StartAsync(TestContext.Current.CancellationToken);
        var process = await pi.ProcessAsync(TestContext.Current.CancellationToken);
        Assert.True(Life.IsRunning(process));

        await camera.DisposeAsync();

        Assert.True(Life.IsGone(process));
    }

    [Fact(Timeout = HangLimit)]
    public async Task One_that_never_sends_a_frame_ends_with_a_start_that_was_given_up()
    {
        using var pi = new FakePi(("FRAMES", "0"), ("THEN", "stall"));
        var camera = pi.Camera();
        using var deadline = new CancellationTokenSource();
        var start = camera.StartAsync(deadline.Token);
        var process = await pi.ProcessAsync(TestContext.Current.CancellationToken);

        await deadline.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => start);
        await camera.DisposeAsync();

        Assert.True(Life.IsGone(process));
    }

    [Fact(Timeout = HangLimit)]
    public async Task After_a_process_was_frozen_it_reads_no_frame_that_waited_meanwhile()
    {
        const int rate = 10;
        const int frozenSeconds = 4;
        using var pi = new FakePi(("RATE", $"{rate}"), ("LIVE", "1"));
        using var parent = pi.StartParent([], "show");
        for (var i = 0; i < 10; i++)
        {
            Assert.NotNull(await parent.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
        }

        Life.Signal(parent.Id, Life.Stop);
        await Task.Delay(TimeSpan.FromSeconds(0.2), TestContext.Current.CancellationToken);
        // All that it said before; each line is on its way within that time.
        var last = 10;
        var reading = parent.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask();
        while (await Task.WhenAny(reading, Task.Delay(300, TestContext.Current.CancellationToken)) == reading)
        {
            last = int.Parse((await reading)!, CultureInfo.InvariantCulture);
            reading = parent.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask();
        }

        await Task.Delay(TimeSpan.FromSeconds(frozenSeconds), TestContext.Current.CancellationToken);
        Life.Signal(parent.Id, Life.Continue);

        // One that it had already taken over when it was frozen is stamped so; every later one is from after that.
        var first = int.Parse((await reading)!, CultureInfo.InvariantCulture);
        first = first == last + 1 ? int.Parse((await parent.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken))!, CultureInfo.InvariantCulture) : first;
        parent.Kill();
        Assert.True(first >= last + (frozenSeconds * rate), $"After {last} came {first}: it was taken while the process was frozen.");
    }

    [Fact(Timeout = HangLimit)]
    public async Task Killing_the_process_that_has_the_camera_kills_it()
    {
        using var pi = new FakePi(("IGNORE_TERM", "1"), ("FRAMES", "1"), ("THEN", "stall"));
        using var parent = pi.StartParent([], "parent");
        Assert.Equal("started", await parent.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
        var process = await pi.ProcessAsync(TestContext.Current.CancellationToken);
        Assert.True(Life.IsRunning(process));

        parent.Kill();

        await Life.WaitForEndAsync(process, TestContext.Current.CancellationToken);
        await parent.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(128 + 9, parent.ExitCode);
    }

    [Fact(Timeout = HangLimit)]
    public async Task Fifty_rounds_leave_no_descriptor_and_no_child()
    {
        using var pi = new FakePi(("RATE", "0"));
        using var parent = pi.StartParent([], "rounds", "50");

        Assert.Equal("descriptors 0, children ''", (await parent.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).Trim());
    }

    [Fact(Timeout = HangLimit)]
    public async Task A_thousand_frames_allocate_nothing_in_the_whole_process()
    {
        using var pi = new FakePi(("RATE", "0"));
        using var parent = pi.StartParent([], "frames", "1000");

        var said = await parent.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);

        // The runtime compiles and counts on its own account; one smallest object a frame would be 24,000.
        Assert.InRange(int.Parse(said, CultureInfo.InvariantCulture), 0, 20_000);
    }

    [Fact(Timeout = HangLimit)]
    public async Task No_socket_is_opened_but_those_inside_the_machine()
    {
        Assert.SkipUnless(File.Exists(Strace), "strace is not installed (Debian's package 'strace'), so system calls cannot be watched.");
        using var pi = new FakePi(("RATE", "0"));
        var trace = Path.Combine(Path.GetDirectoryName(pi.Program)!, "trace");
        using var parent = pi.StartParent([Strace, "-f", "-qq", "-e", "trace=network,execve", "-o", trace], "rounds", "1");
        var errors = parent.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var said = await parent.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.SkipWhen(
            (await errors).Contains("Operation not permitted", StringComparison.Ordinal), "This machine does not let strace watch a process.");

        var calls = await File.ReadAllLinesAsync(trace, TestContext.Current.CancellationToken);
        Assert.Contains("descriptors", said, StringComparison.Ordinal);
        Assert.Contains(calls, call => call.Contains("setpriv", StringComparison.Ordinal));
        Assert.DoesNotContain(calls, call =>
            (call.Contains("socket(", StringComparison.Ordinal) || call.Contains("connect(", StringComparison.Ordinal))
            && !call.Contains("AF_UNIX", StringComparison.Ordinal));
    }
}
