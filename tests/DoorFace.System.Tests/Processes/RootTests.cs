using System.Diagnostics;
using System.Globalization;
using DoorFace.Storage.Audit;
using DoorFace.Storage.Keys;

namespace DoorFace.SystemTests.Processes;

/// <summary>Root's commands follow nothing that the service's user put in the place of a file: they do there what that user could do, and no more.</summary>
public sealed class RootTests(Household household) : IClassFixture<Household>, IDisposable
{
    private const uint ServiceUser = 64200;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("doorface-root-");
    private readonly DirectoryInfo _rootsOwn = Directory.CreateTempSubdirectory("doorface-victim-");

    public void Dispose()
    {
        _folder.Delete(recursive: true);
        _rootsOwn.Delete(recursive: true);
    }

    [Theory]
    [InlineData("a key that waits for the place of a link", "doorface.key", true)]
    [InlineData("a link for the key", "doorface.key", false)]
    [InlineData("a link for the residents", "doorface.db", false)]
    [InlineData("a link for the residents' log", "doorface.db-wal", false)]
    [InlineData("a link for the audit", "doorface-audit.db", false)]
    [InlineData("a link for the audit's journal", "doorface-audit.db-journal", false)]
    [InlineData("a link for the audit's index", "doorface-audit.db-shm", false)]
    public async Task Root_changes_no_file_of_its_own_by_a_link_of_the_services(string what, string name, bool waits)
    {
        household.CopyInto(_folder.FullName);
        var (place, victim) = (Path.Combine(_folder.FullName, name), Path.Combine(_rootsOwn.FullName, "victim"));
        var before = Enumerable.Range(0, 64).Select(i => (byte)i).ToArray();
        await File.WriteAllBytesAsync(victim, before, TestContext.Current.CancellationToken);
        if (waits)
        {
            File.Move(place, place + ".next");
        }

        File.Delete(place);
        File.CreateSymbolicLink(place, victim);
        GiveToService();

        foreach (var command in (string[][])[["residents", "list"], ["residents", "rename", "Alex", "Kim"], ["keys", "rotate"], ["audit", "show"], ["doctor"]])
        {
            var run = await ProgramRun.SimulatorAsync(_rootsOwn.FullName, [.. command, "--database", Path.Combine(_folder.FullName, "doorface.db")]);
            Assert.True(run.ExitCode is not 134 and not 139, string.Join('\n', run.Errors));
        }

        Assert.True(before.AsSpan().SequenceEqual(File.ReadAllBytes(victim)), what);
        Assert.Equal(["victim"], _rootsOwn.GetFileSystemInfos().Where(file => !file.Name.StartsWith('.')).Select(file => file.Name));
    }

    [Fact]
    public async Task Root_follows_no_folder_of_the_services_into_its_own()
    {
        household.CopyInto(_rootsOwn.FullName);
        File.CreateSymbolicLink(Path.Combine(_folder.FullName, "state"), _rootsOwn.FullName);
        GiveToService();
        var before = _rootsOwn.GetFiles().ToDictionary(file => file.Name, file => Convert.ToHexString(File.ReadAllBytes(file.FullName)));

        var run = await ProgramRun.SimulatorAsync(Path.GetTempPath(), "residents", "rename", "Alex", "Kim", "--database", Path.Combine(_folder.FullName, "state", "doorface.db"));

        Assert.NotEqual(0, run.ExitCode);
        Assert.Equal(before, _rootsOwn.GetFiles().ToDictionary(file => file.Name, file => Convert.ToHexString(File.ReadAllBytes(file.FullName))));
    }

    [Fact]
    public async Task What_root_does_for_the_service_belongs_to_the_service_and_says_who_did_it()
    {
        household.CopyInto(_folder.FullName);
        GiveToService();

        var run = await ProgramRun.SimulatorAsync(_rootsOwn.FullName, "residents", "rename", "Alex", "Kim", "--database", Path.Combine(_folder.FullName, "doorface.db"));

        Assert.True(run.ExitCode == 0, string.Join('\n', run.Errors));
        Assert.All(_folder.GetFiles(), file => Assert.Equal(ServiceUser, FileOwner.Of(file.FullName).User));
        using var audit = AuditStore.OpenForReading(Path.Combine(_folder.FullName, "doorface-audit.db"));
        Assert.StartsWith("uid 0", audit.Read(1)[0].Detail, StringComparison.Ordinal);
    }

    private void GiveToService()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root has something to lose.");
        Assert.SkipUnless(
            Code("setpriv", "--reuid", $"{ServiceUser}", "--clear-groups", "test", "-r", ProgramRun.ProgramPath("doorface-sim")) == 0,
            "Another user cannot read the folder in which these tests were built.");
        Assert.Equal(0, Code("chown", "--recursive", "--no-dereference", ServiceUser.ToString(CultureInfo.InvariantCulture), _folder.FullName));
    }

    private static int Code(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments))!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
