using System.Globalization;
using System.Text;

namespace DoorFace.Host.Isolation;

/// <summary>A proof in words that everybody can read. The same proof always gives the same text: it is what is signed.</summary>
internal static class ProofText
{
    private const string Service = "Made by the running service,";
    private const string Good = "RESULT: nothing in this process leads out of the machine.";
    private const string NoCapability = "0000000000000000";

    public static string Of(Proof proof)
    {
        // Every line ends alike, wherever it is made.
        var text = new StringBuilder();
        void Say(string line) => text.Append(line).Append('\n');
        void List(IEnumerable<string> lines)
        {
            foreach (var line in lines.DefaultIfEmpty("none"))
            {
                Say($"   {line}");
            }
        }

        Say("DoorFace proof, format 1");
        Say("");
        Say($"{(proof.ByService ? Service : "Made by A COMMAND, NOT BY THE SERVICE, which may be able to reach something else:")} process {proof.Process}, user {proof.Confinement.User}.");
        Say($"Program: {proof.Program}");
        Say($"Time: {proof.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)} UTC, by a clock that {(proof.ClockDoubt is { } doubt ? $"cannot be relied on: {doubt}" : "can be relied on")}");
        Say($"Challenge: {proof.Challenge ?? "none; so it can be as old as that time says, or older where the clock was wrong"}");
        Say("");
        var openings = proof.Network.Openings.ToList();
        Say(openings.Count == 0
            ? Good
            : $"RESULT: THIS PROCESS COULD REACH A NETWORK: {string.Join("; ", openings)}.");
        Say("");
        Say("1. It asked the kernel for sockets, without which no program talks to anything outside. The answers:");
        List(proof.Network.Sockets.Select(socket => $"{socket.Kind} ({socket.Family}): {(socket.IsRefused ? "refused" : "NOT REFUSED")}: {socket.Answer}"));
        Say("2. Network interfaces that it sees, but the one by which a machine talks to itself:");
        List(proof.Network.Interfaces);
        Say("3. Places where .NET listens for debuggers, which could read its memory:");
        List(proof.Network.DiagnosticSockets);
        Say("4. How the kernel holds it:");
        List(Confinement(proof));
        Say("5. Models that look at faces:");
        List(proof.Models);
        Say("6. Files of the program, by SHA-256, to be compared with what was published:");
        List(proof.Files.Select(file => $"{file.Sha256}  {file.Path}"));
        return text.ToString();
    }

    /// <summary>Whether a text, which must be known to be a unit's, says that its service can reach nothing.</summary>
    public static bool IsGood(string text) => text.Split('\n') is var lines && lines.Contains(Good) && lines.Any(line => line.StartsWith(Service, StringComparison.Ordinal));

    private static IEnumerable<string> Confinement(Proof proof)
    {
        var held = proof.Confinement;
        yield return $"system calls: {(held.FiltersCalls ? "filtered; it cannot undo that" : "NOT FILTERED")}";
        yield return $"more rights than it has now: {(held.NoNewPrivileges ? "never" : "POSSIBLE")}";
        yield return $"rights beyond its user's: {Rights(held.Capabilities)}; ever to be had: {Rights(held.MostCapabilities)}";
        yield return $"files with its memory after a crash: {(held.WritesCores ? "POSSIBLE" : "never")}";
        yield return $"its memory, for other programs of its user: {(held.IsDumpable ? "READABLE" : "not to be read")}";
        yield return $"namespaces: {string.Join(' ', held.Namespaces)}";
    }

    private static string Rights(string capabilities) => capabilities == NoCapability ? "none" : $"SOME ({capabilities})";
}
