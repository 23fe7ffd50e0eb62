using DoorFace.Core.Imaging;

namespace DoorFace.Device.Camera.V4l2;

/// <summary>How a camera's luma and chroma become colours, by the kernel's own rules for what a driver leaves open.</summary>
internal static class V4l2Coding
{
    // v4l2_colorspace
    private const uint Smpte240M = 2;
    private const uint Rec709 = 3;
    private const uint Jpeg = 7;
    private const uint Bt2020 = 10;
    private const uint DciP3 = 12;

    // v4l2_ycbcr_encoding
    private const uint EncodingDefault = 0;
    private const uint Encoding601 = 1;
    private const uint EncodingXv601 = 3;
    private const uint EncodingSycc = 5;

    // v4l2_quantization
    private const uint QuantizationDefault = 0;
    private const uint FullRange = 1;

    /// <param name="colorSpace">The format's <c>colorspace</c>.</param>
    /// <param name="encoding">Its <c>ycbcr_enc</c>.</param>
    /// <param name="quantization">Its <c>quantization</c>.</param>
    /// <remarks>BT.2020 and SMPTE 240M have weights of their own; those of BT.709 are within 0.06 of them.</remarks>
    public static YuvCoding Of(uint colorSpace, uint encoding, uint quantization) =>
        new(MatrixOf(colorSpace, encoding), quantization == QuantizationDefault ? colorSpace == Jpeg : quantization == FullRange);

    private static YuvMatrix MatrixOf(uint colorSpace, uint encoding)
    {
        var wide = encoding == EncodingDefault
            ? colorSpace is Rec709 or DciP3 or Bt2020 or Smpte240M
            : encoding is not (Encoding601 or EncodingXv601 or EncodingSycc);
        return wide ? YuvMatrix.Bt709 : YuvMatrix.Bt601;
    }
}
