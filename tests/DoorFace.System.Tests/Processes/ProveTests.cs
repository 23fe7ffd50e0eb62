using System.Text.Json;

namespace DoorFace.SystemTests.Processes;

/// <summary>The running service itself tries to get out, and what it signs is checked elsewhere with the public key alone.</summary>
public sealed class ProveTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("doorface-prove-");
    private readonly DirectoryInfo _elsewhere = Directory.CreateTempSubdirectory("doorface-elsewhere-");

    public void Dispose()
    {
        _folder.Delete(recursive: true);
        _elsewhere.Delete(recursive: true);
    }

    [Fact]
    public async Task A_service_that_is_cut_off_proves_it_and_anybody_can_check_that_with_the_public_key()
    {
        await using var door = await LiveDoor.StartAsync([.. await Confinement.AsTheUnitAsync(), ProgramRun.ProgramPath("doorface-sim")], _folder.FullName, null);

        var proved = await door.CommandAsync("prove", "--challenge", "the 3rd of May", "--output", InElsewhere("proof.txt"));
        Assert.True(proved.ExitCode == 0, string.Join('\n', proved.Output.Concat(proved.Errors)));
        Assert.Contains("RESULT: nothing in this process leads out of the machine.", proved.Output);
        Assert.Contains(proved.Output, line => line == "   internet, TCP over IPv4 (AF_INET): refused: Address family not supported by protocol");
        Assert.Contains(proved.Output, line => line.StartsWith($"Made by the running service, process {door.ProcessId},", StringComparison.Ordinal));
        Assert.Contains("   system calls: filtered; it cannot undo that", proved.Output);
        Assert.Contains("   its memory, for other programs of its user: not to be read", proved.Output);
        Assert.Equal(0, (await door.CommandAsync("prove", "--json", "--output", InElsewhere("proof.json"))).ExitCode);
        var key = JsonDocument.Parse(string.Concat((await door.CommandAsync("keys", "show", "--json")).Output)).RootElement.GetProperty("publicKey").GetString();
        await File.WriteAllTextAsync(InElsewhere("key.pem"), key, TestContext.Current.CancellationToken);

        Assert.Equal(0, (await VerifyAsync("proof.txt", "--challenge", "the 3rd of May")).ExitCode);
        Assert.Equal(0, (await VerifyAsync("proof.json")).ExitCode);
        var old = await VerifyAsync("proof.txt", "--challenge", "the 4th of May");
        Assert.Equal(1, old.ExitCode);
        Assert.Contains("it may be old", Assert.Single(old.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_is_not_cut_off_says_what_it_could_reach()
    {
        await using var door = await LiveDoor.StartAsync([.. await Confinement.OwnNetworkAsync(), ProgramRun.ProgramPath("doorface-sim")], _folder.FullName, null);

        var proved = await door.CommandAsync("prove");

        Assert.True(proved.ExitCode == 1, string.Join('\n', proved.Errors));
        var result = Assert.Single(proved.Output, line => line.StartsWith("RESULT: ", StringComparison.Ordinal));
        Assert.Contains("COULD REACH A NETWORK", result, StringComparison.Ordinal);
        Assert.Contains("AF_INET, AF_INET6", result, StringComparison.Ordinal);
        Assert.Contains("debuggers", result, StringComparison.Ordinal);
        Assert.DoesNotContain("interface(s)", result, StringComparison.Ordinal);
    }

    private string InElsewhere(string file) => Path.Combine(_elsewhere.FullName, file);

    /// <summary>In a folder where there is nothing of the unit.</summary>
    private Task<ProgramRun> VerifyAsync(string file, params string[] more) =>
        ProgramRun.SimulatorAsync(_elsewhere.FullName, ["prove", "verify", InElsewhere(file), "--public-key", InElsewhere("key.pem"), .. more]);
}
