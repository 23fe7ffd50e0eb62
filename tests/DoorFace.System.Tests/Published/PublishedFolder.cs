using DoorFace.SystemTests.Processes;
using DoorFace.Tests.Support;

namespace DoorFace.SystemTests.Published;

/// <summary>
/// What would be put onto a unit, published once for the tests of a class; or the folder that <c>TEST_PUBLISHED</c> names. Not compiled ahead of time,
/// which takes minutes and leaves the metadata as they are.
/// </summary>
public sealed class PublishedFolder : IAsyncLifetime
{
    private DirectoryInfo? _own;

    public string Location { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        if (Environment.GetEnvironmentVariable("TEST_PUBLISHED") is { Length: > 0 } given)
        {
            Location = given;
            return;
        }

        _own = Directory.CreateTempSubdirectory("doorface-published-");
        Location = _own.FullName;
        string[] arguments =
        [
            "publish", Path.Combine(RepositoryFiles.Root, "src", "DoorFace.Host"), "--configuration", "Release", "--runtime", "linux-x64", "--output", Location,
            "-p:PublishReadyToRun=false", "-p:UseSharedCompilation=false", "-nodeReuse:false", "--verbosity", "quiet",
        ];
        var run = await ProgramRun.BuildAsync("dotnet", arguments);
        Assert.True(run.ExitCode == 0, string.Join('\n', run.Output.Concat(run.Errors)));
    }

    public ValueTask DisposeAsync()
    {
        _own?.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
