using CsCheck;
using DoorFace.Core.Biometrics;
using DoorFace.Vision.Faces;

namespace DoorFace.Vision.Tests.Faces;

public sealed class LivenessScorerTests
{
    [Fact]
    public void The_square_is_2_7_face_heights_wide_and_centred_on_the_face() =>
        Assert.Equal(new FaceBox(185, 105, 270, 270), LivenessScorer.SquareInside(640, 480, new FaceBox(280, 190, 80, 100)));

    [Fact]
    public void A_square_over_the_edge_is_moved_inside() =>
        Assert.Equal(new FaceBox(0, 210, 270, 270), LivenessScorer.SquareInside(640, 480, new FaceBox(-10, 380, 80, 100)));

    [Fact]
    public void A_square_larger_than_the_frame_shrinks_to_its_shorter_side() =>
        Assert.Equal(new FaceBox(80, 0, 480, 480), LivenessScorer.SquareInside(640, 480, new FaceBox(220, 90, 200, 300)));

    [Fact]
    public void The_square_always_lies_inside_of_the_frame() =>
        Gen.Select(Gen.Int[16, 2000], Gen.Int[16, 2000], Gen.Float[-0.5f, 1.2f], Gen.Float[-0.5f, 1.2f], Gen.Float[1, 3000])
            .Sample((width, height, x, y, face) =>
            {
                var square = LivenessScorer.SquareInside(width, height, new FaceBox(x * width, y * height, face, face));
                Assert.Equal(square.Width, square.Height);
                Assert.InRange(square.Left, 0, width - square.Width);
                Assert.InRange(square.Top, 0, height - square.Height);
            });
}
