namespace DoorFace.Device.Kernel;

/// <summary>The network interfaces that a process sees.</summary>
public static class NetworkInterfaces
{
    private const string Loopback = "lo";

    /// <summary>All but loopback, in the kernel's order.</summary>
    /// <param name="process">The process's folder under <c>/proc</c>.</param>
    /// <exception cref="IOException">The kernel does not tell.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not know.</exception>
    public static IReadOnlyList<string> SeenBy(string process) =>
    [
        // Two lines of headings, then "name: numbers" for each.
        .. File.ReadLines(Path.Combine(process, "net", "dev")).Skip(2).Select(line => line.Split(':')[0].Trim()).Where(name => name is not ("" or Loopback)),
    ];
}
