using DoorFace.Core.Imaging;

namespace DoorFace.Device.Camera;

/// <summary>Where frames come from. One consumer; it always gets the newest frame, and older unread ones are dropped and counted.</summary>
public interface ICamera : IAsyncDisposable
{
    /// <summary>Begins to deliver frames.</summary>
    /// <exception cref="CameraException">It cannot start; the message says what, where and what to do.</exception>
    Task StartAsync(CancellationToken cancellationToken);

    /// <summary>
    /// The newest frame not read yet, waiting for one if need be; null once the camera has no more. The caller disposes it. It blocks the thread and
    /// allocates nothing: frames come many times a second to one thread that does nothing else.
    /// </summary>
    /// <exception cref="CameraException">The camera failed.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; the camera goes on.</exception>
    Frame? Read(CancellationToken cancellationToken);

    /// <summary>Frames that were taken and never read, since the start.</summary>
    long DroppedFrames { get; }
}
