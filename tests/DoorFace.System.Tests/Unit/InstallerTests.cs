using DoorFace.SystemTests.Processes;
using DoorFace.Tests.Support;

namespace DoorFace.SystemTests.Unit;

/// <summary>What install.sh refuses before it touches anything; scripts/test-install.sh lets it install. One at a time, as it insists.</summary>
[TestClass(DisableParallelization = true)]
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

    [Theory]
    [InlineData("ln -s /root-only $key", false)]
    [InlineData("ln /root-only $key", false)]
    [InlineData("mkfifo $key && chown doorface $key", false)]
    [InlineData("mkdir $key && chown doorface $key", false)]
    [InlineData("head -c 33 /dev/urandom >$key && chown doorface $key", false)]
    [InlineData("ln -s /nothing $key", false)]
    [InlineData("head -c 32 /dev/urandom >$key && chown doorface $key", true)]
    public async Task Sealing_takes_a_key_of_the_services_own_and_follows_no_link(string make, bool seals)
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess && File.Exists("/usr/bin/unshare"), "Only root may mount folders of its own over those of this machine.");
        // This machine's folders are copies or empty within the namespace, and what seals is a cat.
        const string Stage = """
            set -eu
            state=$(mktemp -d) && mount -t tmpfs tmpfs $state && mkdir $state/etc && cp -a /etc/. $state/etc/
            mount --bind $state/etc /etc && mount -t tmpfs tmpfs /run && mount -t tmpfs tmpfs /var/lib && mount -t tmpfs tmpfs /root
            echo doorface:x:64200:64200::/:/bin/false >>/etc/passwd && echo doorface:x:64200: >>/etc/group
            mkdir $state/bin /var/lib/doorface && key=/var/lib/doorface/doorface.key
            printf '#!/bin/bash\nset -eu\nif [[ $1 == encrypt ]]; then [[ $4 == - ]] && cat >"$5" || cat "$4" >"$5"; else cat "$3"; fi\n' >$state/bin/systemd-creds
            chmod 755 $state $state/bin $state/bin/* && chown 64200:64200 /var/lib/doorface && chmod 700 /var/lib/doorface
            head -c 32 /dev/urandom >/var/lib/root-only && chmod 600 /var/lib/root-only && cp /var/lib/root-only $state/before
            eval "${MAKE//\/root-only//var/lib/root-only}"
            code=0; PATH=$state/bin:$PATH bash "$INSTALLER" --seal-key >&2 </dev/null || code=$?
            cmp /var/lib/root-only $state/before && echo intact
            [[ ! -e /etc/credstore.encrypted/doorface.key ]] || echo sealed
            [[ -e $key || -L $key ]] || echo gone
            exit $code
            """;

        var run = await ProgramRun.RunAsync(
            Path.GetTempPath(), "/usr/bin/env", [$"MAKE={make}", $"INSTALLER={Installer}", "timeout", "60", "unshare", "--mount", "--propagation", "private", "bash", "-c", Stage]);

        Assert.Equal(seals ? (string[])["intact", "sealed", "gone"] : ["intact"], run.Output);
        Assert.True(run.ExitCode == (seals ? 0 : 1), string.Join('\n', run.Errors));
        Assert.Contains(run.Errors, line => line.Contains(seals ? "The key is sealed" : "is no key that the service made", StringComparison.Ordinal));
    }

    /// <summary>Never as root: a mistake in it would change this machine. It comes by standard input, as nobody may be unable to read the checkout.</summary>
    private static Task<ProgramRun> RunAsync(string[] arguments)
    {
        string[] nobody = Environment.IsPrivilegedProcess ? ["setpriv", "--reuid=65534", "--clear-groups"] : [];
        return ProgramRun.RunAsync(
            Path.GetTempPath(), "/bin/sh", ["-c", "script=$1; shift; exec \"$@\" <\"$script\"", "sh", Installer, .. nobody, "bash", "-s", "--", .. arguments]);
    }
}
