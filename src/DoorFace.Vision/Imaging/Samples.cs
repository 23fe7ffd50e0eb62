using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DoorFace.Vision.Imaging;

/// <summary>Reads eight samples of a <see cref="Core.Imaging.FramePlane"/> at once, whatever lies between them.</summary>
internal static class Samples
{
    /// <summary>How many are read.</summary>
    public const int Count = 8;

    /// <summary>Bytes that are touched, some of them behind the last sample.</summary>
    public static int BytesRead(int step) => Count * step;

    /// <summary>The samples, in order.</summary>
    /// <param name="first">Somewhere in the plane.</param>
    /// <param name="offset">From there to the first sample.</param>
    /// <param name="step">Bytes from one sample to the next: 1, 2 or 4.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<ushort> Load(ref byte first, nuint offset, int step)
    {
        if (step == 1)
        {
            return Vector128.WidenLower(Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref first, offset))).AsByte());
        }

        var lower = Vector128.LoadUnsafe(ref first, offset);
        return step == 2
            ? lower.AsUInt16() & Vector128.Create((ushort)byte.MaxValue)
            : Vector128.Narrow(
                lower.AsUInt32() & Vector128.Create((uint)byte.MaxValue),
                Vector128.LoadUnsafe(ref first, offset + 16).AsUInt32() & Vector128.Create((uint)byte.MaxValue));
    }

    /// <summary>Twice as many samples: the sum of the first and second, of the third and fourth and so on.</summary>
    /// <param name="first">Somewhere in the plane.</param>
    /// <param name="offset">From there to the first sample.</param>
    /// <param name="step">1 or 2.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<ushort> LoadPairs(ref byte first, nuint offset, int step)
    {
        var lower = Vector128.LoadUnsafe(ref first, offset);
        if (step == 1)
        {
            return (lower.AsUInt16() & Vector128.Create((ushort)byte.MaxValue)) + Vector128.ShiftRightLogical(lower.AsUInt16(), 8);
        }

        var upper = Vector128.LoadUnsafe(ref first, offset + 16);
        return Vector128.Narrow(Pairs(lower.AsUInt32()), Pairs(upper.AsUInt32()));
    }

    /// <summary>Eight floats, each times a factor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<ushort> values, float factor, ref float first, nuint offset)
    {
        var (lower, upper) = ToSingle(values);
        (lower * factor).StoreUnsafe(ref first, offset);
        (upper * factor).StoreUnsafe(ref first, offset + 4);
    }

    /// <summary>The same as floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector128<float> Lower, Vector128<float> Upper) ToSingle(Vector128<ushort> values)
    {
        // They are below 65,536, and a signed conversion is one instruction everywhere.
        var (lower, upper) = Vector128.Widen(values);
        return (Vector128.ConvertToSingle(lower.AsInt32()), Vector128.ConvertToSingle(upper.AsInt32()));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<uint> Pairs(Vector128<uint> pixels) =>
        (pixels & Vector128.Create((uint)byte.MaxValue)) + (Vector128.ShiftRightLogical(pixels, 16) & Vector128.Create((uint)byte.MaxValue));
}
