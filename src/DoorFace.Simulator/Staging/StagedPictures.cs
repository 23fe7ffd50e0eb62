using System.Collections;
using DoorFace.Core.Imaging;
using DoorFace.Device.Camera;
using DoorFace.Simulator.Camera;

namespace DoorFace.Simulator.Staging;

/// <summary>
/// What a camera is shown, as a recording without end: the same thing over and over until another is shown, from the next frame on. Shown by one
/// thread, replayed by another.
/// </summary>
internal sealed class StagedPictures : IEnumerable<Frame>
{
    // Ten seconds of a hall, whose exposure has swung back to where it was.
    private const int EmptyFrames = 150;

    private static readonly Recording EmptyHall = new(new EmptyScene(seed: 1).Frames(EmptyFrames), Stills: false);

    private readonly IImageDecoder _decoder;
    private readonly PictureMonitor _monitor;
    private volatile Recording _shown;

    /// <param name="first">The path of what is shown at first; empty for an empty scene. It is looked at when it is replayed.</param>
    /// <param name="decoder">For recordings that are JPEG.</param>
    /// <param name="monitor">Is told whether still pictures are shown.</param>
    public StagedPictures(string first, IImageDecoder decoder, PictureMonitor monitor)
    {
        (_decoder, _monitor) = (decoder, monitor);
        _shown = first.Length == 0 ? EmptyHall : Recordings.Open(first, decoder);
    }

    /// <summary>Shows a recording or a picture.</summary>
    /// <exception cref="CameraException">It cannot be replayed; what was shown before goes on.</exception>
    public void Show(string path)
    {
        var recording = Recordings.Open(path, _decoder);
        using var frames = recording.Frames.GetEnumerator();
        if (!frames.MoveNext())
        {
            throw Frameless();
        }

        frames.Current.Dispose();
        _shown = recording;
    }

    /// <summary>Shows an empty hall of 640x480, the size of every film that this program makes.</summary>
    public void ShowNobody() => _shown = EmptyHall;

    public IEnumerator<Frame> GetEnumerator()
    {
        while (true)
        {
            var shown = _shown;
            _monitor.OfStills = shown.Stills;
            var isEmpty = true;
            foreach (var frame in shown.Frames)
            {
                isEmpty = false;
                yield return frame;
                if (!ReferenceEquals(shown, _shown))
                {
                    break;
                }
            }

            if (isEmpty)
            {
                throw Frameless();
            }
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static CameraException Frameless() => new("The recording holds no frame. Give one with at least one.");
}
