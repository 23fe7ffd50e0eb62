using System.Reflection;
using System.Runtime.InteropServices;
using DoorFace.Device.Kernel;
using DoorFace.Host.Isolation;
using DoorFace.Host.Settings;
using DoorFace.Storage;
using DoorFace.Vision.Models;

namespace DoorFace.Host.Control;

/// <summary>Tries in the process that is asked what it could reach, and signs what came of it.</summary>
/// <param name="settings">The unit's.</param>
/// <param name="clock">The time, and why it cannot be right.</param>
/// <param name="byService">Whether the process is the service.</param>
internal sealed class ProofHandlers(DoorFaceSettings settings, Func<(DateTimeOffset Now, string? Doubt)> clock, bool byService) : IControlHandlers
{
    // One at a time, and as long as it takes: the files are read from the card.
    private const int MostProofs = 1;

    public IEnumerable<ControlHandler> Handlers => [new ControlHandler(ControlCommands.Prove, call => Prove(call).ToAsyncEnumerable(), MostProofs)];

    private IEnumerable<ControlReply> Prove(ControlCall call)
    {
        if (call.Request.Challenge?.Any(char.IsControl) == true)
        {
            yield return new ControlReply(false, "A challenge is one line of text.") { Exit = ExitCodes.Usage };
            yield break;
        }

        if (Try(out var network, out var confinement) is { } untold)
        {
            yield return new ControlReply(false, $"The kernel does not tell: {untold}") { Exit = ExitCodes.Fault };
            yield break;
        }

        var (now, doubt) = clock();
        List<ProvedFile> files = [];
        // One a line: all of them are too long for one.
        foreach (var file in ProvedFile.Of(AppContext.BaseDirectory).TakeWhile(_ => !call.Ended.IsCancellationRequested))
        {
            files.Add(file);
            yield return new ControlReply(true, "") { ProvedFile = file, More = true };
        }

        var proof = new Proof(
            byService, $"DoorFace {Version}, {RuntimeInformation.FrameworkDescription}", Environment.ProcessId, now, doubt, call.Request.Challenge, network!, confinement!, Models(), files);
        yield return new ControlReply(true, "") { Proof = Sign(proof) with { Proof = proof with { Files = [] }, Text = "" } };
    }

    private static string? Try(out NetworkProbe? network, out ProcessConfinement? confinement)
    {
        (network, confinement) = (null, null);
        try
        {
            network = NetworkProbe.Take();
            confinement = ProcessConfinement.Take();
            return null;
        }
        catch (Exception untold) when (untold is IOException or UnauthorizedAccessException)
        {
            return untold.Message;
        }
    }

    private static string Version => typeof(ProofHandlers).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    private SignedProof Sign(Proof proof)
    {
        if (!byService && !File.Exists(settings.Storage.FullDatabasePath))
        {
            return SignedProof.Without(proof, "there is no key yet, the first start of the service makes it");
        }

        try
        {
            using var owner = StateOwner.ActAs(settings.Storage);
            using var store = settings.Storage.OpenStore();
            using var signer = store.Signer();
            return SignedProof.Of(proof, signer);
        }
        catch (StorageException fault)
        {
            return SignedProof.Without(proof, fault.Message);
        }
    }

    private string[] Models()
    {
        try
        {
            var catalog = ModelCatalog.Load(settings.Models.FullManifestPath);
            return [.. Enum.GetValues<ModelRole>().Select(role => $"{catalog[role].Hash}  {role}: {catalog[role].File}")];
        }
        catch (ModelException fault)
        {
            return [$"cannot be told: {fault.Message}"];
        }
    }
}
