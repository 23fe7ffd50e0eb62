using System.Security.Cryptography;
using DoorFace.Core.Biometrics;
using DoorFace.Core.Imaging;
using DoorFace.Simulator.Camera;

namespace DoorFace.Simulator.Tests.Camera;

public sealed class WalkUpGeneratorTests
{
    private static readonly FaceBox Face = new(500, 200, 200, 200);

    // Nothing that would blur the measure.
    private static readonly WalkUpOptions Clean = new() { NoiseLevels = 0, Defocus = 0, ExposureSwing = 0 };

    private static readonly WalkUpOptions Short = Clean with { ApproachFrames = 4, StandFrames = 2 };

    public static TheoryData<WalkUpOptions, string> OptionsOutOfRange => new()
    {
        { new WalkUpOptions { ApproachFrames = 1 }, nameof(WalkUpOptions.ApproachFrames) },
        { new WalkUpOptions { StandFrames = -1 }, nameof(WalkUpOptions.StandFrames) },
        { new WalkUpOptions { FirstFaceHeight = 15 }, nameof(WalkUpOptions.FirstFaceHeight) },
        { new WalkUpOptions { FirstFaceHeight = 100, LastFaceHeight = 99 }, nameof(WalkUpOptions.LastFaceHeight) },
        { new WalkUpOptions { Sway = 0.6 }, nameof(WalkUpOptions.Sway) },
        { new WalkUpOptions { RollDegrees = 31 }, nameof(WalkUpOptions.RollDegrees) },
        { new WalkUpOptions { LeanDegrees = 181 }, nameof(WalkUpOptions.LeanDegrees) },
        { new WalkUpOptions { Defocus = 4 }, nameof(WalkUpOptions.Defocus) },
        { new WalkUpOptions { ExposureSwing = double.NaN }, nameof(WalkUpOptions.ExposureSwing) },
        { new WalkUpOptions { NoiseLevels = 21 }, nameof(WalkUpOptions.NoiseLevels) },
        { new WalkUpOptions { Turns = [new HeadAngle(0, -31)] }, nameof(WalkUpOptions.Turns) },
    };

    [Fact]
    public void The_same_seed_gives_the_same_bytes_and_another_seed_others()
    {
        var options = new WalkUpOptions { ApproachFrames = 3, StandFrames = 1 };

        Assert.Equal(Hashes(options), Hashes(options));
        Assert.All(Hashes(options).Zip(Hashes(options with { Seed = 2 })), pair => Assert.NotEqual(pair.First, pair.Second));
    }

    [Fact]
    public void The_face_grows_from_the_first_height_to_the_last_at_a_steady_pace()
    {
        var sides = Measure(Clean).Select(area => area.Side).ToArray();

        Assert.Equal(60, sides[0], tolerance: 1.5);
        Assert.Equal(250, sides[44], tolerance: 2);
        Assert.All(sides[45..], side => Assert.Equal(250, side, tolerance: 2));
        // Half of the way, half of the inverse sizes.
        Assert.Equal(2 / ((1 / 60.0) + (1 / 250.0)), sides[22], tolerance: 1.5);
        Assert.All(sides[..45].Zip(sides[1..45]), pair => Assert.True(pair.Second > pair.First - 0.5, $"{pair.First} then {pair.Second}"));
    }

    [Fact]
    public void The_face_moves_a_little_and_stays_near_the_middle()
    {
        var areas = Measure(Clean).ToArray();

        Assert.All(areas, area => Assert.InRange(area.CenterX, 320 - (0.12 * 250) - 52, 320 + (0.12 * 250) + 52));
        Assert.All(areas, area => Assert.InRange(area.CenterY, (0.46 * 480) - 10, (0.46 * 480) + 10));
        var steps = areas.Zip(areas.Skip(1), (a, b) => Math.Sqrt(Math.Pow(b.CenterX - a.CenterX, 2) + Math.Pow(b.CenterY - a.CenterY, 2))).ToArray();
        Assert.All(steps, step => Assert.InRange(step, 0, 14));
        Assert.True(steps.Average() > 1, $"the face moved {steps.Average():0.00} pixels a frame");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void No_frame_is_like_the_one_before_even_without_noise(int seed)
    {
        var hashes = Hashes(Short with { Seed = seed });

        Assert.All(hashes.Zip(hashes.Skip(1)), pair => Assert.NotEqual(pair.First, pair.Second));
    }

    [Fact]
    public void The_exposure_swings_as_far_as_told()
    {
        // Near enough that the frame is full of the photograph; the swing takes fifty frames.
        var greys = Walk(Clean with { ExposureSwing = 0.3, FirstFaceHeight = 250, ApproachFrames = 2, StandFrames = 50 }, [Face], [])
            .Select(Corner).ToArray();

        // Grey 60 times 0.7 and 1.3.
        Assert.InRange(greys.Min(), 41, 45);
        Assert.InRange(greys.Max(), 75, 79);
    }

    [Fact]
    public void Out_of_focus_edges_are_soft()
    {
        static int Soft(Frame frame) => frame.Pixels.ToArray().Count(value => value is > 80 and < 220);

        var still = Clean with { FirstFaceHeight = 250, ApproachFrames = 2, StandFrames = 8, Sway = 0 };
        var sharp = Walk(still, [Face], []).Sum(Soft);
        var soft = Walk(still with { Defocus = 3 }, [Face], []).Sum(Soft);

        Assert.True(soft > 1.4 * sharp, $"{soft} soft pixels out of focus, {sharp} in focus");
    }

    [Fact]
    public void Noise_is_as_strong_as_told_and_has_no_bias()
    {
        var greys = new List<double>();
        foreach (var frame in Walk(Clean with { NoiseLevels = 5, FirstFaceHeight = 250, ApproachFrames = 2, StandFrames = 0 }, [Face], []))
        {
            for (var x = 0; x < 640; x++)
            {
                greys.Add(frame.Pixels[(470 * frame.Stride) + (4 * x)]);
            }
        }

        var mean = greys.Average();
        Assert.Equal(60, mean, tolerance: 0.7);
        Assert.Equal(5, Math.Sqrt(greys.Average(grey => Math.Pow(grey - mean, 2))), tolerance: 0.7);
    }

    [Fact]
    public void Two_people_end_as_near_as_both_fit_into_the_frame()
    {
        var other = Face with { Left = 900 };
        var last = Walk(Short, [Face, other], []).Select(BrightArea.In).ToArray()[^1];

        Assert.False(last.TouchesTheEdge);
        // Six hundred pixels of photograph in 85 % of the frame's width, two squares of 200 in it.
        var side = 200 * 0.85 * 640 / 600;
        Assert.Equal(2 * side * side, last.Pixels, tolerance: 0.03 * 2 * side * side);
    }

    [Fact]
    public void A_bystander_is_not_in_any_frame()
    {
        var bystander = new FaceBox(860, 210, 150, 200);

        using var photo = BrightArea.Photo(1200, 700, Face, bystander);
        var with = new WalkUpGenerator(photo, [Face], [bystander], Short).Frames();
        using var alone = BrightArea.Photo(1200, 700, Face);
        var without = new WalkUpGenerator(alone, [Face], [], Short).Frames();

        Assert.All(with.Zip(without), pair => Assert.Equal(Pixels(pair.Second), Pixels(pair.First)));
    }

    [Fact]
    public void The_photograph_stays_as_it_was()
    {
        using var photo = BrightArea.Photo(1200, 700, Face);
        var before = photo.Pixels.ToArray();

        _ = new WalkUpGenerator(photo, [Face], [new FaceBox(860, 210, 150, 200)], Short).Frames().Count();

        Assert.Equal(before, photo.Pixels.ToArray());
    }

    [Fact]
    public void Nobody_or_somebody_outside_the_photograph_is_refused()
    {
        using var photo = BrightArea.Photo(1200, 700, Face);

        Assert.Throws<ArgumentException>(() => new WalkUpGenerator(photo, [], [], Clean));
        Assert.Throws<ArgumentException>(() => new WalkUpGenerator(photo, [Face with { Left = 1150 }], [], Clean));
        Assert.Throws<ArgumentException>(() => new WalkUpGenerator(photo, [Face with { Height = 0 }], [], Clean));
        Assert.Throws<ArgumentException>(() => new WalkUpGenerator(photo, [Face], [], Clean with { Turns = HeadAngle.Around }));
    }

    [Theory]
    [MemberData(nameof(OptionsOutOfRange))]
    public void An_option_out_of_range_is_named(WalkUpOptions options, string name)
    {
        using var photo = BrightArea.Photo(1200, 700, Face);

        Assert.Equal(name, Assert.Throws<ArgumentOutOfRangeException>(() => new WalkUpGenerator(photo, [Face], [], options)).ParamName);
    }

    private static IEnumerable<BrightArea> Measure(WalkUpOptions options) => Walk(options, [Face], []).Select(BrightArea.In);

    private static List<string> Hashes(WalkUpOptions options) =>
        [.. Walk(options, [Face], []).Select(frame => Convert.ToHexString(SHA256.HashData(frame.Pixels)))];

    /// <summary>The walk, each frame disposed when the next is asked for.</summary>
    private static IEnumerable<Frame> Walk(WalkUpOptions options, FaceBox[] people, FaceBox[] bystanders)
    {
        using var photo = BrightArea.Photo(1200, 700, [.. people, .. bystanders]);
        foreach (var frame in new WalkUpGenerator(photo, people, bystanders, options).Frames())
        {
            using (frame)
            {
                Assert.Equal((640, 480), (frame.Width, frame.Height));
                yield return frame;
            }
        }
    }

    private static int Corner(Frame frame) => frame.Pixels[(470 * frame.Stride) + 40];

    private static int Pixels(Frame frame)
    {
        using (frame)
        {
            return BrightArea.In(frame).Pixels;
        }
    }
}
