using System.Runtime.InteropServices;
using DoorFace.Core.Imaging;

namespace DoorFace.Simulator.Camera;

/// <summary>Puts faults into frames, of any format. Not safe for several threads.</summary>
internal sealed class FrameSpoiler : IDisposable
{
    private const byte NoColour = 128;

    private byte[] _held = [];
    private bool _holds;

    /// <summary>The frame, or another in its place, with the fault.</summary>
    /// <param name="frame">Becomes this method's; the one that is returned is the caller's.</param>
    /// <param name="fault">Which; null for none.</param>
    /// <param name="number">Decides what is random.</param>
    /// <param name="holds">True to keep a copy for a frozen frame that follows.</param>
    public Frame Spoil(Frame frame, FaultKind? fault, long number, bool holds)
    {
        switch (fault)
        {
            case FaultKind.Garbage:
                Randomize(frame.Pixels, number);
                break;
            case FaultKind.Truncated:
                frame.Pixels[(frame.Pixels.Length / 2)..].Clear();
                break;
            case FaultKind.WrongSize:
                frame = Smaller(frame);
                break;
            case FaultKind.Black:
                Fill(frame, 0);
                break;
            case FaultKind.OverExposed:
                Fill(frame, 255);
                break;
            case FaultKind.Frozen when _holds && _held.Length == frame.Pixels.Length:
                _held.CopyTo(frame.Pixels);
                break;
        }

        if (holds)
        {
            Array.Resize(ref _held, frame.Pixels.Length);
            frame.Pixels.CopyTo(_held);
        }
        else if (_holds)
        {
            Dispose();
        }

        _holds = holds;
        return frame;
    }

    /// <summary>Forgets the picture that was held, as a frame's is.</summary>
    public void Dispose() => Array.Clear(_held);

    private static void Randomize(Span<byte> pixels, long number)
    {
        var random = new DeterministicRandom((ulong)number);
        foreach (ref var word in MemoryMarshal.Cast<byte, ulong>(pixels))
        {
            word = random.NextUInt64();
        }
    }

    private static Frame Smaller(Frame frame)
    {
        using (frame)
        {
            var smaller = new Frame(frame.Format, Half(frame.Width), Half(frame.Height))
            {
                Coding = frame.Coding,
                CapturedAt = frame.CapturedAt,
                Sequence = frame.Sequence,
            };
            Fill(smaller, NoColour);
            return smaller;
        }

        static int Half(int side) => Math.Max(side / 4 * 2, 2);
    }

    private static void Fill(Frame frame, byte level)
    {
        var pixels = frame.Pixels;
        switch (frame.Format)
        {
            case FrameFormat.Rgba32:
                pixels.Fill(level);
                break;
            case FrameFormat.Yuyv:
                MemoryMarshal.Cast<byte, ushort>(pixels).Fill((ushort)(level | (NoColour << 8)));
                break;
            default:
                var luma = frame.Stride * frame.Height;
                pixels[..luma].Fill(level);
                pixels[luma..].Fill(NoColour);
                break;
        }
    }
}
