using DoorFace.SystemTests.Processes;
using DoorFace.Tests.Support;

namespace DoorFace.SystemTests.Unit;

/// <summary>What install.sh refuses before it touches anything; scripts/test-install.sh lets it install.</summary>
public sealed class InstallerTests
{
    private static readonly string Scripts = Path.Combine(RepositoryFiles.Root, "scripts");
    private static readonly string Installer = Path.Combine(Scripts, "install.sh");

    [Theory]
    [InlineData("--unknown")]
    [InlineData("--purge", "--uninstall")]
    [InlineData("")]
    public async Task Anything_but_one_of_its_options_gets_the_usage(params string[] arguments)
    {
        var run = await RunAsync(arguments);

        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Contains(run.Errors, line => line.Contains("./install.sh --purge", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData]
    [InlineData("--uninstall")]
    [InlineData("--purge")]
    public async Task Whoever_is_not_root_is_told_the_command_to_type(params string[] arguments)
    {
        var run = await RunAsync(arguments);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("must run as root: sudo", Assert.Single(run.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_published_with_the_unit_and_sources_nothing_that_is_not()
    {
        var publish = File.ReadAllText(Path.Combine(Scripts, "publish.sh"));
        Assert.Contains("cp -r scripts/install.sh scripts/unit \"$folder/\"", publish, StringComparison.Ordinal);

        var lines = File.ReadLines(Installer).Select(line => line.TrimStart());
        Assert.DoesNotContain(lines, line => line.StartsWith("source ", StringComparison.Ordinal) || line.StartsWith(". ", StringComparison.Ordinal));
    }

    /// <summary>Never as root: a mistake in it would change this machine. It comes by standard input, as nobody may be unable to read the checkout.</summary>
    private static Task<ProgramRun> RunAsync(string[] arguments)
    {
        string[] nobody = Environment.IsPrivilegedProcess ? ["setpriv", "--reuid=65534", "--clear-groups"] : [];
        return ProgramRun.RunAsync(
            Path.GetTempPath(), "/bin/sh", ["-c", "script=$1; shift; exec \"$@\" <\"$script\"", "sh", Installer, .. nobody, "bash", "-s", "--", .. arguments]);
    }
}
