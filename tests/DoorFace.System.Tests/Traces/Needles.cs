using System.Collections;
using System.Runtime.InteropServices;

namespace DoorFace.SystemTests.Traces;

/// <summary>Byte patterns to look for in memory, each of 32 bytes with enough variety that none is there by chance, and what each is a piece of.</summary>
internal sealed class Needles
{
    private const int Length = 32;
    private const int LeastVariety = 12;
    private const int StartBits = 22;

    private readonly Dictionary<ulong, List<(byte[] Bytes, string What)>> _byStart = [];
    // A bit each, so that it stays in the processor's cache.
    private readonly BitArray _starts = new(1 << StartBits);

    public int Count { get; private set; }

    /// <summary>Adds pieces of some bytes, one from every so many.</summary>
    public void Add(string what, ReadOnlySpan<byte> bytes, int every = 997)
    {
        for (var at = 0; at + Length <= bytes.Length; at += every)
        {
            var piece = bytes.Slice(at, Length);
            if (new HashSet<byte>(piece.ToArray()).Count < LeastVariety)
            {
                continue;
            }

            var start = MemoryMarshal.Read<ulong>(piece);
            if (!_byStart.TryGetValue(start, out var list))
            {
                _byStart.Add(start, list = []);
            }

            list.Add((piece.ToArray(), what));
            _starts[Place(start)] = true;
            Count++;
        }
    }

    public void Add(string what, ReadOnlySpan<float> values, int every = 249) => Add(what, MemoryMarshal.AsBytes(values), every * sizeof(float));

    /// <summary>How many pieces of what are in some memory.</summary>
    public void Search(ReadOnlySpan<byte> memory, Dictionary<string, int> found)
    {
        for (var at = 0; at + Length <= memory.Length; at++)
        {
            var start = MemoryMarshal.Read<ulong>(memory[at..]);
            if (start == 0)
            {
                // Most of memory is empty, and in no piece are all bytes the same.
                var empty = memory[at..].IndexOfAnyExcept((byte)0);
                at += Math.Max((empty < 0 ? memory.Length - at : empty) - Length, 0);
            }

            if (!_starts[Place(start)] || !_byStart.TryGetValue(start, out var candidates))
            {
                continue;
            }

            var rest = memory[at..];
            foreach (var (bytes, what) in candidates)
            {
                if (rest.StartsWith(bytes))
                {
                    found[what] = found.GetValueOrDefault(what) + 1;
                }
            }
        }
    }

    // Most of memory is told from all needles by one look at a table.
    private static int Place(ulong start) => (int)((start * 0x9E3779B97F4A7C15) >> (64 - StartBits));
}
