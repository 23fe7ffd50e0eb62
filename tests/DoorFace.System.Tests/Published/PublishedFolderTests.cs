using System.Text.Json;
using DoorFace.SystemTests.Processes;

namespace DoorFace.SystemTests.Published;

/// <summary>Nothing that is put onto a unit, ours or others', could open a connection; every exception is named with its reason, and no longer than it is needed.</summary>
public sealed class PublishedFolderTests(PublishedFolder published, Household household) : IClassFixture<PublishedFolder>, IClassFixture<Household>
{
    private const string Forwards = "Only says in which library a type is; those libraries are not shipped.";
    private const string TextOnly = "Reads and writes text: how characters and addresses are spelt.";
    private const string NotThere = "What it refers to is not shipped: the call would fail, as the library is not found.";

    /// <summary>By file: what may be found in it, as it begins, and why it opens no connection all the same.</summary>
    private static readonly (string File, string[] Found, string Reason)[] Exceptions =
    [
        ("doorface.dll", ["calls libc!"], "The control socket and systemd's: Unix-domain sockets alone. UnixSocket passes AF_UNIX as a constant, and SocketCalls is used by nothing else."),
        ("DoorFace.Device.dll", ["calls libc!socket"], "Tries at the start whether the kernel refuses, and closes what it should get; it binds and connects nothing."),
        ("Spectre.Console.dll", ["refers to System.Net.NameResolution", "uses System.Net.Dns"], NotThere),
        ("System.dll", ["refers to System.Net"], Forwards),
        ("netstandard.dll", ["refers to System.Net"], Forwards),
        ("System.IO.Pipes.dll", ["refers to System.Net", "uses System.Net"], NotThere),
        ("System.Private.Xml.dll", ["refers to System.Net", "uses System.Net"], NotThere),
        ("System.ComponentModel.TypeConverter.dll", ["refers to System.Net"], NotThere),
        ("System.Security.Cryptography.dll", ["refers to System.Net", "uses System.Net"], NotThere),
        ("System.Security.Cryptography.dll", ["defines System.Net.Http.X509ResourceClient"], "Fetches certificates by way of System.Net.Http, which it looks for by name; it is not shipped."),
        ("System.ServiceModel.Web.dll", ["refers to System.ServiceModel.Syndication"], Forwards),
        ("System.Private.CoreLib.dll", ["defines System.Net.WebUtility"], TextOnly),
        ("System.Web.HttpUtility.dll", ["uses System.Net.WebUtility"], TextOnly),
        ("System.Diagnostics.DiagnosticSource.dll", ["uses System.Net.WebUtility"], TextOnly),
        ("System.Private.Uri.dll", ["defines System.Net.IPv4AddressHelper", "defines System.Net.IPv6AddressHelper"], TextOnly),
        ("System.Text.Json.dll", ["defines System.Net.ArrayBuffer"], "A buffer of bytes in memory."),
        ("Microsoft.Extensions.Logging.Console.dll", ["defines System.Net.ArrayBuffer"], "A buffer of bytes in memory."),
        ("libSystem.Native.so", ["imports "], ".NET's native library. What of .NET calls these functions of it, System.Net.*, is not shipped."),
        ("libcoreclr.so", ["imports "], ".NET's runtime listens for debuggers, on a Unix-domain socket; the unit switches that off, and the program does not run where it is on."),
        ("libonnxruntime.so", ["imports "], "Telemetry, switched off before the library is loaded, by the program and by the unit. From there on the kernel refuses."),
    ];

    [Fact]
    public void Nothing_in_it_could_open_a_connection_but_what_is_named_here_with_its_reason()
    {
        var code = Directory.EnumerateFiles(published.Location, "*", SearchOption.AllDirectories).Where(NetworkCode.IsCode).ToList();
        Assert.Contains(code, file => Path.GetFileName(file) == "System.Private.CoreLib.dll");
        Assert.Contains(code, file => Path.GetFileName(file) == "libe_sqlite3.so");

        var found = code.SelectMany(file => NetworkCode.In(file).Select(what => (File: Path.GetFileName(file), What: what))).ToList();

        var unnamed = found.Where(one => !Exceptions.Any(exception => Allows(exception, one))).Select(one => $"{one.File} {one.What}").ToList();
        Assert.True(unnamed.Count == 0, "Not named: " + string.Join("; ", unnamed));
        var unused = Exceptions.SelectMany(exception => exception.Found.Where(what => !found.Any(one => Allows((exception.File, [what], ""), one))).Select(what => $"{exception.File} {what}")).ToList();
        Assert.True(unused.Count == 0, "Not needed any more: " + string.Join("; ", unused));
    }

    [Fact]
    public void Dotnets_network_and_what_looks_into_a_process_are_not_in_it_and_not_missed()
    {
        var files = Directory.EnumerateFiles(published.Location).Select(Path.GetFileName).ToList();
        Assert.DoesNotContain(files, file => file!.StartsWith("System.Net", StringComparison.Ordinal) || file.StartsWith("libSystem.Net", StringComparison.Ordinal));
        Assert.DoesNotContain(files, file => file is "createdump" or "libmscordaccore.so" or "libmscordbi.so" or "libcoreclrtraceptprovider.so");

        using var dependencies = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(published.Location, "doorface.deps.json")));
        Assert.DoesNotContain("System.Net", dependencies.RootElement.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_in_it_could_write_a_picture()
    {
        var assemblies = Directory.EnumerateFiles(published.Location, "*.dll", SearchOption.AllDirectories).Where(file => Path.GetFileName(file) != PictureCode.Library).ToList();
        Assert.Contains(assemblies, file => Path.GetFileName(file) == "DoorFace.Vision.dll");

        Assert.Equal([], assemblies.SelectMany(PictureCode.In));

        // What is looked for is what the programs for a PC do.
        Assert.NotEmpty(PictureCode.In(ProgramRun.ProgramPath("doorface-lab.dll")));
        Assert.NotEmpty(PictureCode.In(ProgramRun.ProgramPath("doorface-sim.dll")));
    }

    [Fact]
    public async Task The_whole_service_runs_on_it_with_a_camera_program_as_its_child()
    {
        var folder = Directory.CreateTempSubdirectory("doorface-published-run-");
        try
        {
            var program = SimulatorOver(Directory.CreateDirectory(Path.Combine(folder.FullName, "program")).FullName);
            household.CopyInto(folder.FullName);
            var environment = new Dictionary<string, string>
            {
                ["PATH"] = $"{AppContext.BaseDirectory}:{Environment.GetEnvironmentVariable("PATH")}",
                ["FAKE_RPICAM_FILE"] = household.ResidentFilm,
                ["FAKE_RPICAM_RATE"] = "15",
            };
            await using var door = await LiveDoor.StartAsync([.. await Confinement.AsTheUnitAsync(), program], folder.FullName, environment);

            await door.UntilAsync(() => door.WasReleased, "the strike is released for the resident");

            Assert.Equal(0, (await door.AskAsync("lock-down")).ExitCode);
            var proof = await door.CommandAsync("prove");
            Assert.True(proof.ExitCode == 0, string.Join('\n', proof.Errors));
            Assert.Contains(proof.Output, line => line.EndsWith("  System.Private.CoreLib.dll", StringComparison.Ordinal));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static bool Allows((string File, string[] Found, string Reason) exception, (string File, string What) one) =>
        exception.File == one.File && exception.Found.Any(what => one.What.StartsWith(what, StringComparison.Ordinal));

    /// <summary>The published folder with the simulator's program in it, which takes everything else from there.</summary>
    private string SimulatorOver(string folder)
    {
        const string Simulator = "doorface-sim";
        foreach (var file in Directory.EnumerateFiles(published.Location))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        var models = Directory.CreateDirectory(Path.Combine(folder, "models")).FullName;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(published.Location, "models")))
        {
            File.Copy(file, Path.Combine(models, Path.GetFileName(file)));
        }

        File.Copy(ProgramRun.ProgramPath(Simulator), Path.Combine(folder, Simulator));
        foreach (var assembly in (string[])[Simulator + ".dll", "doorface-lab.dll"])
        {
            File.Copy(ProgramRun.ProgramPath(assembly), Path.Combine(folder, assembly));
        }

        File.Copy(Path.Combine(folder, "doorface.runtimeconfig.json"), Path.Combine(folder, Simulator + ".runtimeconfig.json"));
        return Path.Combine(folder, Simulator);
    }
}
