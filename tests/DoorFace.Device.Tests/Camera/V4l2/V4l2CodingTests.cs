using DoorFace.Core.Imaging;
using DoorFace.Device.Camera.V4l2;

namespace DoorFace.Device.Tests.Camera.V4l2;

public sealed class V4l2CodingTests
{
    [Theory]
    [InlineData(0, YuvMatrix.Bt601, false)] // nothing said
    [InlineData(1, YuvMatrix.Bt601, false)] // SMPTE 170M
    [InlineData(2, YuvMatrix.Bt709, false)] // SMPTE 240M
    [InlineData(3, YuvMatrix.Bt709, false)] // BT.709
    [InlineData(7, YuvMatrix.Bt601, true)] // JPEG
    [InlineData(8, YuvMatrix.Bt601, false)] // sRGB, as most webcams say
    [InlineData(10, YuvMatrix.Bt709, false)] // BT.2020
    [InlineData(12, YuvMatrix.Bt709, false)] // DCI-P3
    public void What_the_driver_leaves_open_follows_from_the_colour_space(uint colorSpace, YuvMatrix matrix, bool fullRange) =>
        Assert.Equal(new YuvCoding(matrix, fullRange), V4l2Coding.Of(colorSpace, 0, 0));

    [Theory]
    [InlineData(1, YuvMatrix.Bt601)]
    [InlineData(2, YuvMatrix.Bt709)]
    [InlineData(3, YuvMatrix.Bt601)] // xvYCC of BT.601
    [InlineData(4, YuvMatrix.Bt709)] // xvYCC of BT.709
    [InlineData(5, YuvMatrix.Bt601)] // sYCC
    [InlineData(6, YuvMatrix.Bt709)] // BT.2020
    [InlineData(8, YuvMatrix.Bt709)] // SMPTE 240M
    public void A_stated_encoding_counts_more_than_the_colour_space(uint encoding, YuvMatrix matrix)
    {
        Assert.Equal(matrix, V4l2Coding.Of(8, encoding, 0).Matrix);
        Assert.Equal(matrix, V4l2Coding.Of(3, encoding, 0).Matrix);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void A_stated_range_counts_more_than_the_colour_space(uint quantization, bool fullRange)
    {
        Assert.Equal(fullRange, V4l2Coding.Of(7, 0, quantization).FullRange);
        Assert.Equal(fullRange, V4l2Coding.Of(8, 0, quantization).FullRange);
    }
}
