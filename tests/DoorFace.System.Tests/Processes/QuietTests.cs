using DoorFace.Tests.Support;
using SkiaSharp;

namespace DoorFace.SystemTests.Processes;

/// <summary>The program leaves nothing in its home and talks to nobody: ONNX Runtime's telemetry, on by default, is off before the library is touched.</summary>
[TestClass(DisableParallelization = true)]
public sealed class QuietTests
{
    private const string Strace = "/usr/bin/strace";

    [Fact]
    public async Task The_demonstration_succeeds_draws_its_film_strip_and_leaves_no_file_in_its_home()
    {
        var home = Directory.CreateTempSubdirectory("doorface-quiet-");
        var film = Path.GetTempFileName();
        try
        {
            var demo = await ProgramRun.SimulatorAsync(home.FullName, Demo(film));

            Assert.True(demo.ExitCode == 0, string.Join('\n', demo.Output.Concat(demo.Errors)));
            using var strip = SKBitmap.Decode(film);
            // Three scenes with somebody in them, five frames each.
            Assert.True(strip.Width > 5 * 320 && strip.Height > 3 * 240);
            Assert.Empty(home.EnumerateFileSystemInfos("*", SearchOption.AllDirectories));
        }
        finally
        {
            home.Delete(recursive: true);
            File.Delete(film);
        }
    }

    [Fact]
    public async Task The_demonstration_opens_no_socket_but_those_inside_the_machine()
    {
        Assert.SkipUnless(File.Exists(Strace), "strace is not installed (Debian's package 'strace'), so system calls cannot be watched.");
        var folder = Directory.CreateTempSubdirectory("doorface-trace-");
        var (trace, film) = (Path.Combine(folder.FullName, "trace"), Path.Combine(folder.FullName, "film.png"));
        try
        {
            var run = await ProgramRun.RunAsync(
                folder.FullName, Strace, ["-f", "-qq", "-e", "trace=network", "-o", trace, ProgramRun.ProgramPath("doorface-sim"), .. Demo(film)]);
            Assert.SkipWhen(
                run.Errors.Any(line => line.Contains("Operation not permitted", StringComparison.Ordinal)), "This machine does not let strace watch a process.");

            Assert.True(run.ExitCode == 0, string.Join('\n', run.Errors));
            var sockets = (await File.ReadAllLinesAsync(trace, TestContext.Current.CancellationToken))
                .Where(line => line.Contains("socket(", StringComparison.Ordinal) || line.Contains("connect(", StringComparison.Ordinal)).ToList();
            Assert.DoesNotContain(sockets, line => !line.Contains("AF_UNIX", StringComparison.Ordinal));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string[] Demo(string film) => ["demo", "--photos", Path.GetDirectoryName(RepositoryFiles.Photo(1))!, "--film", film];
}
