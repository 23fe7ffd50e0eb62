using System.Runtime.Intrinsics.X86;

namespace DoorFace.Vision.Models;

/// <summary>What decides how ONNX Runtime multiplies integers on this processor.</summary>
internal static class ProcessorFeatures
{
    private const int ExtendedFeatures = 7;
    private const int Avx512VnniBit = 11;
    private const int AvxVnniBit = 4;

    /// <summary>
    /// Whether products of u8 and s8 overflow 16 bits on their way to the sum: on x64 without VNNI instructions, which sum in 32 bits.
    /// </summary>
    public static bool SaturatesIntegerProducts { get; } = X86Base.IsSupported && !HasVnni();

    private static bool HasVnni() =>
        (Avx512BW.VL.IsSupported && IsSet(X86Base.CpuId(ExtendedFeatures, 0).Ecx, Avx512VnniBit))
        || (Avx2.IsSupported && IsSet(X86Base.CpuId(ExtendedFeatures, 1).Eax, AvxVnniBit));

    private static bool IsSet(int register, int bit) => (register & (1 << bit)) != 0;
}
