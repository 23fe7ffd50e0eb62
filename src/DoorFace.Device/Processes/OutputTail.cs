using System.Text;

namespace DoorFace.Device.Processes;

/// <summary>The end of what a program says, for a message; however much it says, no more than this is kept.</summary>
internal sealed class OutputTail
{
    private const int Kept = 4096;

    private readonly object _lock = new();
    private readonly byte[] _tail = new byte[Kept];
    private int _length;

    /// <summary>Listens until the program is silent for good.</summary>
    public void ReadToEnd(Stream output)
    {
        var said = new byte[1024];
        while (output.Read(said) is > 0 and var count)
        {
            Keep(said.AsSpan(0, count));
        }
    }

    /// <summary>What was kept, line by line, trimmed, without empty lines.</summary>
    public IReadOnlyList<string> Lines()
    {
        lock (_lock)
        {
            return Encoding.UTF8.GetString(_tail, 0, _length)
                .Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        }
    }

    private void Keep(ReadOnlySpan<byte> said)
    {
        lock (_lock)
        {
            var forgotten = Math.Max(0, _length + said.Length - Kept);
            _tail.AsSpan(forgotten, _length - forgotten).CopyTo(_tail);
            said.CopyTo(_tail.AsSpan(_length - forgotten));
            _length += said.Length - forgotten;
        }
    }
}
