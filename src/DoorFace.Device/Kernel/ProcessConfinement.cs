using System.Globalization;

namespace DoorFace.Device.Kernel;

/// <summary>How the kernel confines this process.</summary>
/// <param name="User">The user's number.</param>
/// <param name="FiltersCalls">Its system calls are filtered (seccomp), and the kernel knows no way back.</param>
/// <param name="NoNewPrivileges">No program that it starts gets more rights than it has.</param>
/// <param name="Capabilities">What it may do beyond its user's rights: bits, hexadecimal.</param>
/// <param name="MostCapabilities">What it could ever get of them.</param>
/// <param name="WritesCores">It may write its memory to a file when it crashes.</param>
/// <param name="IsDumpable">Other programs of its user may read its memory.</param>
/// <param name="Namespaces">What of the machine it sees, by the kernel's numbers, such as <c>net:[4026531833]</c>: another number is another view.</param>
public sealed record ProcessConfinement(
    uint User, bool FiltersCalls, bool NoNewPrivileges, string Capabilities, string MostCapabilities, bool WritesCores, bool IsDumpable, IReadOnlyList<string> Namespaces)
{
    private const string Filter = "2"; // SECCOMP_MODE_FILTER
    private const string Self = "/proc/self";
    private static readonly string[] Views = ["net", "mnt", "pid", "user", "ipc"];

    /// <summary>Asks the kernel.</summary>
    /// <exception cref="IOException">It does not tell.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not know.</exception>
    public static ProcessConfinement Take()
    {
        var status = File.ReadLines(Path.Combine(Self, "status")).Select(line => line.Split(':', 2)).Where(pair => pair.Length == 2)
            .ToDictionary(pair => pair[0], pair => pair[1].Trim());
        return new ProcessConfinement(
            uint.Parse(Value("Uid").Split('\t')[0], CultureInfo.InvariantCulture),
            Value("Seccomp") == Filter,
            Value("NoNewPrivs") == "1",
            Value("CapEff"),
            Value("CapBnd"),
            MayWriteCores(),
            ProcessMemory.IsDumpable,
            [.. Views.Select(view => File.ResolveLinkTarget(Path.Combine(Self, "ns", view), returnFinalTarget: false)?.Name).OfType<string>()]);

        string Value(string key) => status.TryGetValue(key, out var value) ? value : throw new IOException($"{Self}/status tells no {key}.");
    }

    /// <summary>Whether a process's system calls are filtered, which everybody may know.</summary>
    /// <param name="process">The process's folder under <c>/proc</c>.</param>
    /// <exception cref="IOException">The kernel does not tell.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not know.</exception>
    public static bool HasFilter(string process) => File.ReadLines(Path.Combine(process, "status")).Any(line => line == $"Seccomp:\t{Filter}");

    // "Max core file size      0        0        bytes": the limit now, and the highest that it can give itself.
    private static bool MayWriteCores() => File.ReadLines(Path.Combine(Self, "limits"))
        .Where(line => line.StartsWith("Max core file size", StringComparison.Ordinal))
        .Any(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2] != "0");
}
