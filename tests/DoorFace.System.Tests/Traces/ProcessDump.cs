using System.Globalization;

namespace DoorFace.SystemTests.Traces;

/// <summary>Looks through all writable memory of a running process, as root may.</summary>
internal static class ProcessDump
{
    private const int Overlap = 64;
    private const int Block = 16 << 20;

    /// <summary>How many pieces of what are in it; null when this user may not look.</summary>
    public static IReadOnlyDictionary<string, int>? Search(int process, Needles needles)
    {
        Dictionary<string, int> found = [];
        try
        {
            using var memory = File.OpenHandle($"/proc/{process}/mem");
            var block = new byte[Block + Overlap];
            foreach (var line in File.ReadAllLines($"/proc/{process}/maps"))
            {
                var fields = line.Split(' ', 3);
                if (!fields[1].StartsWith("rw", StringComparison.Ordinal) || line.Contains("[vvar]", StringComparison.Ordinal))
                {
                    continue;
                }

                var range = fields[0].Split('-').Select(text => long.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToArray();
                for (var at = range[0]; at < range[1]; at += Block)
                {
                    var read = TryRead(memory, block.AsSpan(0, (int)Math.Min(block.Length, range[1] - at)), at);
                    needles.Search(block.AsSpan(0, read), found);
                }
            }
        }
        catch (UnauthorizedAccessException)
        {
            return null;
        }

        return found;
    }

    private static int TryRead(Microsoft.Win32.SafeHandles.SafeFileHandle memory, Span<byte> target, long at)
    {
        var count = 0;
        try
        {
            for (int read; count < target.Length && (read = RandomAccess.Read(memory, target[count..], at + count)) > 0; count += read)
            {
            }
        }
        catch (IOException)
        {
            // Reserved and not there, or gone meanwhile.
        }

        return count;
    }
}
