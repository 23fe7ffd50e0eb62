using System.Security.Cryptography;
using DoorFace.Simulator.Camera;

namespace DoorFace.Simulator.Tests.Camera;

public sealed class EmptySceneTests
{
    [Fact]
    public void The_same_seed_gives_the_same_bytes_and_another_seed_others()
    {
        Assert.Equal(Hashes(1), Hashes(1));
        Assert.All(Hashes(1).Zip(Hashes(2)), pair => Assert.NotEqual(pair.First, pair.Second));
    }

    [Fact]
    public void As_many_frames_come_as_asked_for_and_none_is_like_the_one_before()
    {
        var frames = Hashes(1);

        Assert.Equal(5, frames.Count);
        Assert.All(frames.Zip(frames.Skip(1)), pair => Assert.NotEqual(pair.First, pair.Second));
    }

    [Fact]
    public void The_hall_is_neither_dark_nor_glaring()
    {
        using var frame = new EmptyScene(1).Frames(1).Single();

        Assert.InRange(frame.Pixels.ToArray().Where((_, i) => i % 4 == 1).Average(value => value), 60, 200);
    }

    private static List<string> Hashes(int seed) => [.. new EmptyScene(seed).Frames(5).Select(frame =>
    {
        using (frame)
        {
            return Convert.ToHexString(SHA256.HashData(frame.Pixels));
        }
    })];
}
