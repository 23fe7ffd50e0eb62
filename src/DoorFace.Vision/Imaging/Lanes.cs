using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace DoorFace.Vision.Imaging;

/// <summary>
/// Moves of vector lanes that .NET has no portable call for. Constant shuffles and selections are single instructions on x64 and arm64,
/// which <see cref="Vector64{T}"/> is not on x64.
/// </summary>
internal static class Lanes
{
    /// <summary>The lower halves of two vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<ushort> Lower(Vector128<ushort> first, Vector128<ushort> second) =>
        Vector128.ConditionalSelect(LowerHalf.AsUInt16(), first, Vector128.Shuffle(second.AsUInt64(), Vector128.Create(1ul, 0)).AsUInt16());

    /// <summary>The upper halves of two vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<ushort> Upper(Vector128<ushort> first, Vector128<ushort> second) =>
        Vector128.ConditionalSelect(LowerHalf.AsUInt16(), Vector128.Shuffle(first.AsUInt64(), Vector128.Create(1ul, 0)).AsUInt16(), second);

    /// <summary>The first, second and third lanes of four vectors: four pixels become a vector of each colour.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector128<float> First, Vector128<float> Second, Vector128<float> Third) Transpose(
        Vector128<float> p0, Vector128<float> p1, Vector128<float> p2, Vector128<float> p3)
    {
        // Each pixel is turned by its number, so that no two bring the same colour in the same lane; then each colour is picked
        // lane by lane and turned back.
        var t1 = Vector128.Shuffle(p1, Vector128.Create(3, 0, 1, 2));
        var t2 = Vector128.Shuffle(p2, Vector128.Create(2, 3, 0, 1));
        var t3 = Vector128.Shuffle(p3, Vector128.Create(1, 2, 3, 0));
        var first = Pick(p0, t1, t2, t3);
        var second = Pick(t3, p0, t1, t2);
        var third = Pick(t2, t3, p0, t1);
        return (first, Vector128.Shuffle(second, Vector128.Create(1, 2, 3, 0)), Vector128.Shuffle(third, Vector128.Create(2, 3, 0, 1)));
    }

    private static Vector128<uint> LowerHalf => Vector128.Create(uint.MaxValue, uint.MaxValue, 0, 0);

    private static Vector128<float> Even => Vector128.Create(uint.MaxValue, 0, uint.MaxValue, 0).AsSingle();

    // Lane 0 of the first, 1 of the second, 2 of the third, 3 of the fourth.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Pick(Vector128<float> v0, Vector128<float> v1, Vector128<float> v2, Vector128<float> v3) =>
        Vector128.ConditionalSelect(
            LowerHalf.AsSingle(), Vector128.ConditionalSelect(Even, v0, v1), Vector128.ConditionalSelect(Even, v2, v3));
}
