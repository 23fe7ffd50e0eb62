using CsCheck;
using DoorFace.Core.Biometrics;
using DoorFace.Vision.Faces;

namespace DoorFace.Vision.Tests.Faces;

public sealed class LetterboxTests
{
    private static readonly Gen<(int, int)> Sizes = Gen.Select(Gen.Int[16, 4000], Gen.Int[16, 4000]);

    [Fact]
    public void A_box_taken_to_the_input_and_back_is_where_it_was() =>
        Gen.Select(Sizes, Gen.Float[0, 1], Gen.Float[0, 1], Gen.Float[0, 1], Gen.Float[0, 1]).Sample((size, x, y, w, h) =>
        {
            var (width, height) = size;
            var letterbox = Letterbox.Fit(width, height, 320, 240);
            var box = new FaceBox(x * width, y * height, w * width, h * height);

            var back = letterbox.ToFrame(letterbox.ToInput(box));

            var tolerance = Math.Max(width, height) * 1e-5f;
            Assert.Equal(box.Left, back.Left, tolerance);
            Assert.Equal(box.Top, back.Top, tolerance);
            Assert.Equal(box.Width, back.Width, tolerance);
            Assert.Equal(box.Height, back.Height, tolerance);
        });

    [Fact]
    public void The_frame_fills_the_input_in_one_direction_and_fits_in_the_other() => Sizes.Sample((width, height) =>
    {
        var letterbox = Letterbox.Fit(width, height, 320, 240);
        Assert.InRange(letterbox.Columns, 1, 320);
        Assert.InRange(letterbox.Rows, 1, 240);
        Assert.True(letterbox.Columns == 320 || letterbox.Rows == 240);
    });

    [Fact]
    public void The_shape_is_kept_to_half_an_input_pixel() => Sizes.Sample((width, height) =>
    {
        var letterbox = Letterbox.Fit(width, height, 320, 240);
        var scale = Math.Min(320.0 / width, 240.0 / height);
        Assert.InRange(letterbox.Columns, Math.Max(1, (width * scale) - 0.501), (width * scale) + 0.501);
        Assert.InRange(letterbox.Rows, Math.Max(1, (height * scale) - 0.501), (height * scale) + 0.501);
    });

    [Theory]
    [InlineData(640, 480, 320, 240)]
    [InlineData(1920, 1080, 320, 180)]
    [InlineData(480, 640, 180, 240)]
    public void Common_frames_keep_their_shape(int width, int height, int columns, int rows) =>
        Assert.Equal(new Letterbox(width, height, columns, rows), Letterbox.Fit(width, height, 320, 240));
}
