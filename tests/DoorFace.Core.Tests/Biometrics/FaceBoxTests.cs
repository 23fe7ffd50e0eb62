using CsCheck;
using DoorFace.Core.Biometrics;

namespace DoorFace.Core.Tests.Biometrics;

public class FaceBoxTests
{
    private static readonly Gen<FaceBox> Boxes = Gen.Select(
        Gen.Float[-200, 2000], Gen.Float[-200, 2000], Gen.Float[0.01f, 800], Gen.Float[0.01f, 800],
        (left, top, width, height) => new FaceBox(left, top, width, height));

    // A second box that overlaps the first more often than chance would have it.
    private static readonly Gen<(FaceBox, FaceBox)> Pairs =
        from box in Boxes
        from shift in Gen.Float[-1.2f, 1.2f].Array[2]
        from scale in Gen.Float[0.5f, 2].Array[2]
        select (box, new FaceBox(box.Left + (shift[0] * box.Width), box.Top + (shift[1] * box.Height), box.Width * scale[0], box.Height * scale[1]));

    [Theory]
    [InlineData(5, 0, 10, 10, 1 / 3.0)]
    [InlineData(5, 5, 10, 10, 25 / 175.0)]
    [InlineData(2, 2, 5, 5, 0.25)]
    [InlineData(10, 0, 10, 10, 0)]
    [InlineData(0, 10, 10, 10, 0)]
    [InlineData(30, 30, 10, 10, 0)]
    public void Overlap_is_the_shared_part_of_both_areas_together(float left, float top, float width, float height, double expected) =>
        Assert.Equal(expected, new FaceBox(0, 0, 10, 10).IntersectionOverUnion(new FaceBox(left, top, width, height)), 1e-6);

    [Fact]
    public void Overlap_is_the_same_either_way_round_and_between_zero_and_one() => Pairs.Sample((a, b) =>
    {
        var overlap = a.IntersectionOverUnion(b);
        Assert.Equal(overlap, b.IntersectionOverUnion(a));
        Assert.InRange(overlap, 0f, 1f);
    });

    [Fact]
    public void Overlap_agrees_with_exact_arithmetic() => Pairs.Sample((a, b) =>
    {
        var width = Shared(a.Left, a.Width, b.Left, b.Width);
        var height = Shared(a.Top, a.Height, b.Top, b.Height);
        var all = (Exact(a.Width) * Exact(a.Height)) + (Exact(b.Width) * Exact(b.Height)) - (width * height);
        Assert.Equal((double)(width * height / all), a.IntersectionOverUnion(b), 1e-6);
    });

    [Fact]
    public void A_box_overlaps_itself_exactly_by_one_and_a_visibly_smaller_one_by_less() => Boxes.Sample(box =>
    {
        Assert.Equal(1f, box.IntersectionOverUnion(box));
        Assert.True(box.IntersectionOverUnion(box with { Width = box.Width * 0.99f }) < 1);
        Assert.True(box.IntersectionOverUnion(box with { Height = box.Height * 0.99f }) < 1);
    });

    [Fact]
    public void Boxes_apart_do_not_overlap() => Boxes.Sample(box =>
    {
        Assert.Equal(0f, box.IntersectionOverUnion(box with { Left = box.Right + 1 }));
        Assert.Equal(0f, box.IntersectionOverUnion(box with { Top = box.Bottom + 1 }));
    });

    [Theory]
    [InlineData(float.NaN, 0, 10, 10)]
    [InlineData(0, float.NaN, 10, 10)]
    [InlineData(0, 0, float.NaN, 10)]
    [InlineData(0, 0, 10, float.NaN)]
    [InlineData(0, 0, float.PositiveInfinity, 10)]
    [InlineData(float.NegativeInfinity, 0, float.PositiveInfinity, 10)]
    [InlineData(0, 0, float.PositiveInfinity, float.PositiveInfinity)]
    [InlineData(0, 0, 0, 10)]
    [InlineData(0, 0, -10, -10)]
    public void A_box_that_is_no_box_overlaps_nothing_not_even_itself(float left, float top, float width, float height)
    {
        var broken = new FaceBox(left, top, width, height);
        var box = new FaceBox(0, 0, 10, 10);

        Assert.Equal(0f, broken.IntersectionOverUnion(box));
        Assert.Equal(0f, box.IntersectionOverUnion(broken));
        Assert.Equal(0f, broken.IntersectionOverUnion(broken));
    }

    [Fact]
    public void Boxes_too_large_for_a_single_to_hold_their_area_still_overlap() =>
        Assert.Equal(1f, new FaceBox(0, 0, 1e30f, 1e30f).IntersectionOverUnion(new FaceBox(0, 0, 1e30f, 1e30f)));

    [Fact]
    public void Edges_centre_and_area_follow_from_the_corner_and_the_size()
    {
        var box = new FaceBox(10, 20, 30, 40);

        Assert.Equal((40f, 60f, 25f, 40f, 1200f), (box.Right, box.Bottom, box.CenterX, box.CenterY, box.Area));
    }

    private static decimal Shared(float start, float length, float otherStart, float otherLength) => Math.Max(
        0, Math.Min(Exact(start) + Exact(length), Exact(otherStart) + Exact(otherLength)) - Math.Max(Exact(start), Exact(otherStart)));

    // A single converted to decimal directly is rounded to seven digits.
    private static decimal Exact(float value) => (decimal)(double)value;
}
