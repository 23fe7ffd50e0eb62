using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using DoorFace.Core.Imaging;

namespace DoorFace.Vision.Imaging;

/// <summary>Samples one channel of a frame along a turned and scaled grid, four pixels at a time. See <see cref="WarpDensity"/>.</summary>
internal readonly ref struct PlaneWarp
{
    private readonly ref byte _first;
    private readonly SimilarityTransform _transform;
    private readonly float _scaleX;
    private readonly float _scaleY;
    private readonly int _width;
    private readonly int _height;
    private readonly int _stride;
    private readonly int _step;
    private readonly int _across;
    private readonly int _down;

    /// <param name="plane">The channel.</param>
    /// <param name="frame">Whose channel it is.</param>
    /// <param name="inputToFrame">From pixels to make to frame coordinates.</param>
    public PlaneWarp(FramePlane plane, Frame frame, SimilarityTransform inputToFrame)
    {
        _first = ref MemoryMarshal.GetReference(plane.Bytes);
        _transform = inputToFrame;
        (_width, _height, _stride, _step) = (plane.Width, plane.Height, plane.Stride, plane.Step);
        (_scaleX, _scaleY) = ((float)plane.Width / frame.Width, (float)plane.Height / frame.Height);
        (_across, _down) = WarpDensity.SamplesFor(inputToFrame, _scaleX, _scaleY);
    }

    /// <summary>A width rounded up to whole vectors.</summary>
    public static int Padded(int width) => (width + 3) & ~3;

    /// <summary>Makes one row.</summary>
    /// <param name="y">Which row to make.</param>
    /// <param name="target">A multiple of four samples.</param>
    public void Row(int y, Span<float> target)
    {
        var (spacingX, spacingY) = (1f / _across, 1f / _down);
        var weight = Vector128.Create(spacingX * spacingY);
        var (stepX, stepY) = (Vector128.Create(_transform.A * _scaleX), Vector128.Create(_transform.B * _scaleY));
        for (var x = 0; x < target.Length; x += 4)
        {
            var columns = Vector128.Create((float)x) + Vector128.Create(0f, 1, 2, 3);
            var sum = Vector128<float>.Zero;
            for (var j = 0; j < _down; j++)
            {
                var inputY = y + ((j + 0.5f) * spacingY);
                var rowX = Vector128.Create(((_transform.X - (_transform.B * inputY)) * _scaleX) - 0.5f);
                var rowY = Vector128.Create(((_transform.Y + (_transform.A * inputY)) * _scaleY) - 0.5f);
                for (var i = 0; i < _across; i++)
                {
                    var inputX = columns + Vector128.Create((i + 0.5f) * spacingX);
                    sum += Interpolate((inputX * stepX) + rowX, (inputX * stepY) + rowY);
                }
            }

            (sum * weight).CopyTo(target[x..]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector128<float> Interpolate(Vector128<float> x, Vector128<float> y)
    {
        var planeX = Vector128.ClampNative(x, Vector128<float>.Zero, Vector128.Create(_width - 1f));
        var planeY = Vector128.ClampNative(y, Vector128<float>.Zero, Vector128.Create(_height - 1f));
        // The last column and row are reached as the far neighbour of the one before. Clamped as integers too: whatever a number that is none
        // has become, nothing is read outside of the plane.
        var column = Clamp(Vector128.ConvertToInt32Native(planeX), _width - 2);
        var row = Clamp(Vector128.ConvertToInt32Native(planeY), _height - 2);
        var offset = (row * _stride) + (column * _step);
        var (o0, o1, o2, o3) = (offset.GetElement(0), offset.GetElement(1), offset.GetElement(2), offset.GetElement(3));
        var four = _step == 1 && _width > 1 && _height > 1
            ? Vector128.Create(Adjacent(o0), Adjacent(o1), Adjacent(o2), Adjacent(o3))
            : Vector128.Create(Apart(o0), Apart(o1), Apart(o2), Apart(o3));
        var shareX = planeX - Vector128.ConvertToSingle(column);
        var upper = Mix(Byte(four, 0), Byte(four, 8), shareX);
        var lower = Mix(Byte(four, 16), Byte(four, 24), shareX);
        return Mix(upper, lower, planeY - Vector128.ConvertToSingle(row));
    }

    // A sample, the one to its right, the one below and the one to that one's right, from the lowest byte to the highest.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint Adjacent(int offset)
    {
        ref var sample = ref Unsafe.Add(ref _first, offset);
        return Unsafe.ReadUnaligned<ushort>(ref sample) | ((uint)Unsafe.ReadUnaligned<ushort>(ref Unsafe.Add(ref sample, _stride)) << 16);
    }

    // The same wherever they lie; a plane of one column or row is its own neighbour.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint Apart(int offset)
    {
        var right = _width > 1 ? _step : 0;
        ref var sample = ref Unsafe.Add(ref _first, offset);
        ref var under = ref Unsafe.Add(ref sample, _height > 1 ? _stride : 0);
        return sample | ((uint)Unsafe.Add(ref sample, right) << 8) | ((uint)under << 16) | ((uint)Unsafe.Add(ref under, right) << 24);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Clamp(Vector128<int> values, int highest) =>
        Vector128.Max(Vector128.Min(values, Vector128.Create(highest)), Vector128<int>.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Byte(Vector128<uint> values, int shift) =>
        Vector128.ConvertToSingle((Vector128.ShiftRightLogical(values, shift) & Vector128.Create((uint)byte.MaxValue)).AsInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Mix(Vector128<float> from, Vector128<float> to, Vector128<float> share) =>
        Vector128.MultiplyAddEstimate(to - from, share, from);
}
