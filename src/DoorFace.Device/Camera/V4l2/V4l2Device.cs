using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using DoorFace.Device.Kernel;
using Microsoft.Win32.SafeHandles;

namespace DoorFace.Device.Camera.V4l2;

/// <summary>An open video device of the kernel (linux/videodev2.h): what it is, what it offers, and what it is set to.</summary>
internal sealed class V4l2Device : IDisposable
{
    private static readonly V4l2Format[] Usable = Enum.GetValues<V4l2Format>();

    // For rates as fractions: three digits behind the point.
    private const uint Thousand = 1000;

    private readonly V4l2Capability _capability;

    /// <exception cref="CameraException">It cannot be opened, or is no camera that can be used.</exception>
    public unsafe V4l2Device(string path)
    {
        Path = path;
        var error = SystemCalls.OpenDevice(path, out var file);
        File = file;
        try
        {
            ThrowIf(error, "open");
            Ask(V4l2Requests.QueryCapability, ref _capability, "say what it is");
            fixed (V4l2Capability* capability = &_capability)
            {
                Driver = Text(capability->Driver, 16);
                Card = Text(capability->Card, 32);
                Bus = Text(capability->Bus, 32);
            }
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public string Path { get; }

    public SafeFileHandle File { get; }

    public string Driver { get; }

    public string Card { get; }

    public string Bus { get; }

    private uint Capabilities =>
        (_capability.Capabilities & V4l2Capability.HasDeviceCapabilities) != 0 ? _capability.DeviceCapabilities : _capability.Capabilities;

    /// <summary>The modes that can be used; of a size that may be anything between limits, the nearest to that wanted and the largest.</summary>
    /// <exception cref="CameraException">It is no camera, or offers none; the message says what it offers.</exception>
    public IReadOnlyList<V4l2Mode> Modes(int width, int height)
    {
        RequireCamera();
        var formats = Formats().ToList();
        List<V4l2Mode> modes = [.. Usable.Where(format => formats.Contains((uint)format)).SelectMany(format => Modes(format, width, height))];
        return modes.Count > 0
            ? modes
            : throw new CameraException(
                $"The camera {Path} ({Card}) offers no format that can be used, only {string.Join(", ", formats.Select(Letters).DefaultIfEmpty("none"))}."
                + " Use one that offers YUYV, NV12, YU12 or MJPG; a Raspberry Pi's own camera is read by its camera program instead.");
    }

    /// <summary>Sets the mode.</summary>
    /// <returns>What the driver made of it: strides, sizes and colours.</returns>
    /// <exception cref="CameraException">It is busy, gone, or does something else.</exception>
    public V4l2PixelFormat Set(V4l2Mode mode)
    {
        var format = new V4l2PixelFormat
        {
            Type = V4l2Requests.VideoCapture,
            Width = mode.Width,
            Height = mode.Height,
            PixelFormat = (uint)mode.Format,
            Field = V4l2PixelFormat.NoField,
            Extended = V4l2PixelFormat.ExtendedMark,
        };
        Ask(V4l2Requests.SetFormat, ref format, $"take the format {mode}");
        return format.PixelFormat == (uint)mode.Format
            ? format
            : throw new CameraException(
                $"The camera {Path} was asked for {mode} and gives {Letters(format.PixelFormat)}. Unplug it and plug it in again, or use another one.");
    }

    /// <summary>Sets the rate, as near as the camera can; one whose rate cannot be set keeps its own.</summary>
    /// <exception cref="CameraException">It is busy or gone.</exception>
    public void SetRate(double framesPerSecond)
    {
        var parameters = new V4l2StreamParameters
        {
            Type = V4l2Requests.VideoCapture,
            Interval = new V4l2Fraction { Numerator = Thousand, Denominator = (uint)Math.Max(1, Math.Round(framesPerSecond * Thousand)) },
        };
        if (SystemCalls.Control(File, V4l2Requests.SetParameters, ref parameters) is not (0 or Errno.Invalid or Errno.NotATerminal) and var error)
        {
            throw V4l2Faults.Of(Path, $"take the rate {framesPerSecond.ToString("0.##", CultureInfo.InvariantCulture)}", error);
        }
    }

    /// <summary>Sends a request.</summary>
    /// <param name="request">One of <see cref="V4l2Requests"/>.</param>
    /// <param name="argument">Its argument, and the answer.</param>
    /// <param name="doing">What it asks, as in "did not ...".</param>
    /// <exception cref="CameraException">It was refused.</exception>
    public void Ask<T>(uint request, ref T argument, string doing)
        where T : unmanaged => ThrowIf(SystemCalls.Control(File, request, ref argument), doing);

    /// <summary>Looks whether the device is still there.</summary>
    /// <exception cref="CameraException">It is not.</exception>
    public void RequirePresence()
    {
        var capability = default(V4l2Capability);
        Ask(V4l2Requests.QueryCapability, ref capability, "answer");
    }

    public void Dispose() => File.Dispose();

    private void RequireCamera()
    {
        if ((Capabilities & V4l2Capability.VideoCapture) == 0)
        {
            throw new CameraException((Capabilities & V4l2Capability.VideoCaptureMultiPlanar) != 0
                ? $"The camera {Path} ({Card}) gives each plane of a picture in a buffer of its own, which is not supported. Use another one; a Raspberry Pi's"
                    + " own camera is read by its camera program instead."
                : $"{Path} ({Card}) takes no pictures. A camera may have several devices; 'doorface camera list' shows which one does.");
        }

        if ((Capabilities & V4l2Capability.Streaming) == 0)
        {
            throw new CameraException($"The camera {Path} ({Card}) cannot share its buffers, which is needed. Use another one.");
        }
    }

    private IEnumerable<uint> Formats()
    {
        for (var description = new V4l2FormatDescription { Type = V4l2Requests.VideoCapture };
            SystemCalls.Control(File, V4l2Requests.EnumerateFormats, ref description) == 0;
            description.Index++)
        {
            yield return description.PixelFormat;
        }
    }

    private IEnumerable<V4l2Mode> Modes(V4l2Format format, int width, int height)
    {
        foreach (var size in Sizes(format, width, height))
        {
            // Chroma is at half the size: an odd row or column has none.
            if (format == V4l2Format.Mjpg || (size.Width % 2 == 0 && size.Height % 2 == 0))
            {
                var (rates, any) = Rates(format, size.Width, size.Height);
                yield return new V4l2Mode(format, size.Width, size.Height, rates, any);
            }
        }
    }

    private List<(int Width, int Height)> Sizes(V4l2Format format, int width, int height)
    {
        List<(int, int)> sizes = [];
        var size = new V4l2FrameSize { PixelFormat = (uint)format };
        while (SystemCalls.Control(File, V4l2Requests.EnumerateFrameSizes, ref size) == 0)
        {
            if (size.Type != V4l2FrameSize.Discrete)
            {
                return V4l2Sizes.Between(size, width, height);
            }

            sizes.Add((size.Width, size.Height));
            size.Index++;
        }

        return sizes;
    }

    private (IReadOnlyList<double> Rates, bool Any) Rates(V4l2Format format, int width, int height)
    {
        List<double> rates = [];
        var interval = new V4l2FrameInterval { PixelFormat = (uint)format, Width = width, Height = height };
        while (SystemCalls.Control(File, V4l2Requests.EnumerateFrameIntervals, ref interval) == 0)
        {
            if (interval.Type != V4l2FrameInterval.Discrete)
            {
                return ([interval.Longest.Rate, interval.Interval.Rate], true);
            }

            rates.Add(interval.Interval.Rate);
            interval.Index++;
        }

        rates.Sort();
        return (rates, false);
    }

    private void ThrowIf(int error, string doing)
    {
        if (error != 0)
        {
            throw V4l2Faults.Of(Path, doing, error);
        }
    }

    private static unsafe string Text(byte* field, int size)
    {
        var text = new ReadOnlySpan<byte>(field, size);
        var end = text.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? text : text[..end]);
    }

    private static string Letters(uint format) => Encoding.Latin1.GetString(MemoryMarshal.AsBytes([format])).TrimEnd();
}
