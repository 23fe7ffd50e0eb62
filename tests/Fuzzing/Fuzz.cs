using System.Globalization;
using System.Text;
using CsCheck;

namespace DoorFace.Tests.Support;

/// <summary>Inputs that nobody meant, made of such as somebody did. FUZZ_SECONDS says how long each kind is tried, instead of a number of times.</summary>
internal static class Fuzz
{
    private const int MostEdits = 6;
    private static readonly TimeSpan HangLimit = TimeSpan.FromMinutes(1);
    private static readonly int Seconds = int.TryParse(Environment.GetEnvironmentVariable("FUZZ_SECONDS"), CultureInfo.InvariantCulture, out var seconds) ? seconds : -1;

    // More often near the beginning, where headers are.
    private static readonly Gen<double> Place = Gen.Select(Gen.Double[0, 1], Gen.Bool, (place, anywhere) => anywhere ? place : place * place * place);

    // What texts are made of.
    private static readonly Gen<byte[]> Words = AnyOf("99999999999", "-1", "1e400", "0", "null", "\"\"", "\"", "{}", "}", "[", "]", ",", ":", " ", "\n", "\0", "\u00FF").Select(Encoding.Latin1.GetBytes);

    private static readonly Gen<(int Kind, double Place, int Length, byte[] Bytes)> Edit = Gen.Select(Gen.Int[0, 6], Place, Gen.Int[1, 200], Gen.OneOf(Gen.Byte.Array[1, 12], Words));

    /// <summary>One of these values.</summary>
    public static Gen<T> AnyOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(place => values[place]);

    /// <summary>One of these, with a few bytes changed, cut out, put in or doubled, or cut off.</summary>
    public static Gen<byte[]> Mutated(params byte[][] originals) =>
        Gen.Select(AnyOf(originals), Edit.Array[1, MostEdits], (original, edits) => edits.Aggregate(original, Apply));

    /// <summary>Tries many inputs, and makes one that fails as small as it gets.</summary>
    /// <param name="inputs">Makes them.</param>
    /// <param name="use">Throws when something is wrong; one that does not end is wrong too.</param>
    /// <param name="times">How many, unless it is to go on for a time.</param>
    public static void Try<T>(Gen<T> inputs, Action<T> use, int times) => inputs.Sample(
        input =>
        {
            var task = Task.Run(() => use(input));
            Task.WhenAny(task, Task.Delay(HangLimit)).GetAwaiter().GetResult();
            Assert.True(task.IsCompleted, "It does not end.");
            task.GetAwaiter().GetResult();
        },
        iter: times,
        time: Seconds,
        threads: 1);

    private static byte[] Apply(byte[] file, (int Kind, double Place, int Length, byte[] Bytes) edit)
    {
        var at = (int)(edit.Place * file.Length);
        var end = Math.Min(file.Length, at + edit.Length);
        switch (edit.Kind)
        {
            case 0 when at < file.Length: // a bit
                return [.. file[..at], (byte)(file[at] ^ (1 << (edit.Bytes[0] % 8))), .. file[(at + 1)..]];
            case 1: // other bytes
                return [.. file[..at], .. edit.Bytes, .. file[Math.Min(file.Length, at + edit.Bytes.Length)..]];
            case 2: // the ends of the scale
                return [.. file[..at], edit.Bytes[0] % 2 == 0 ? byte.MinValue : byte.MaxValue, .. file[Math.Min(file.Length, at + 1)..]];
            case 3: // cut out
                return [.. file[..at], .. file[end..]];
            case 4: // doubled
                return [.. file[..end], .. file[at..]];
            case 5: // put in
                return [.. file[..at], .. edit.Bytes, .. file[at..]];
            default: // cut off
                return file[..at];
        }
    }
}
