using System.Runtime.InteropServices;
using DoorFace.Core.Imaging;

namespace DoorFace.Simulator.Camera;

/// <summary>What a small camera does to the light that falls on it: exposure, smear by motion while the shutter is open, and noise. Not safe for several threads.</summary>
internal sealed class SimulatedSensor
{
    public const int Width = 640;
    public const int Height = 480;
    public const int FramesPerSecond = 15;

    private const int NoiseValues = 1 << 16;

    private readonly FramePool _pool = new(FrameFormat.Rgba32, Width, Height);
    private readonly sbyte[] _noise = new sbyte[NoiseValues + (3 * Width)];
    private readonly byte[] _exposed = new byte[256];
    private readonly uint[] _scene = new uint[Width];
    private readonly ulong _seed;

    /// <param name="seed">Of the noise.</param>
    /// <param name="noise">The noise's deviation, in levels of 0..255.</param>
    public SimulatedSensor(int seed, double noise)
    {
        _seed = (ulong)seed << 32;
        var random = new DeterministicRandom(_seed);
        for (var i = 0; i < _noise.Length; i++)
        {
            _noise[i] = (sbyte)Math.Clamp(Math.Round(random.NextNormal() * noise), sbyte.MinValue, sbyte.MaxValue);
        }
    }

    /// <summary>Writes the scene's row with the given number into the span.</summary>
    public delegate void SceneRow(int row, Span<uint> pixels);

    /// <summary>Takes one frame.</summary>
    /// <param name="index">The frame's number; it decides the noise.</param>
    /// <param name="gain">The exposure; 1 leaves the scene as it is.</param>
    /// <param name="smear">How far the scene moves sideways while the shutter is open, in pixels, 0 to 2.</param>
    /// <param name="scene">What is before the camera.</param>
    public Frame Take(int index, double gain, double smear, SceneRow scene)
    {
        for (var level = 0; level < _exposed.Length; level++)
        {
            _exposed[level] = (byte)Math.Min(Math.Round(level * gain), 255);
        }

        // A third from each neighbour is what two pixels of motion mix.
        var neighbour = (uint)Math.Round(Math.Clamp(smear, 0, 2) * 256 / 6);
        var random = new DeterministicRandom(_seed + (ulong)index + 1);
        var frame = _pool.Rent();
        for (var row = 0; row < Height; row++)
        {
            scene(row, _scene);
            var noise = _noise.AsSpan((int)(random.NextUInt64() % NoiseValues), 3 * Width);
            Develop(_scene, noise, neighbour, MemoryMarshal.Cast<byte, uint>(frame.Pixels.Slice(row * frame.Stride, frame.Stride)));
        }

        return frame;
    }

    private void Develop(ReadOnlySpan<uint> scene, ReadOnlySpan<sbyte> noise, uint neighbour, Span<uint> developed)
    {
        for (var x = 0; x < developed.Length; x++)
        {
            var beside = Rgba.Mix(scene[Math.Max(x - 1, 0)], scene[Math.Min(x + 1, scene.Length - 1)], 128);
            var light = Rgba.Mix(scene[x], beside, 2 * neighbour);
            developed[x] = Expose(light, noise[3 * x]) | (Expose(light >> 8, noise[(3 * x) + 1]) << 8) | (Expose(light >> 16, noise[(3 * x) + 2]) << 16) | 0xFF000000;
        }
    }

    private uint Expose(uint light, sbyte noise) => (uint)Math.Clamp(_exposed[light & 0xFF] + noise, 0, 255);
}
