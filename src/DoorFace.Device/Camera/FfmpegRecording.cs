using System.Collections;
using DoorFace.Core.Imaging;
using DoorFace.Device.Processes;

namespace DoorFace.Device.Camera;

/// <summary>Any video file as a recording, decoded by ffmpeg where it is installed. Its own frame rate is not used.</summary>
/// <remarks>Enumerating runs ffmpeg anew, which ends with the enumerator; it throws a <see cref="CameraException"/> that says what is wrong.</remarks>
public sealed class FfmpegRecording : IEnumerable<Frame>
{
    private readonly RecordingPool _pool = new();
    private readonly string _path;
    private readonly string _program;

    /// <param name="path">The file.</param>
    public FfmpegRecording(string path)
        : this(path, "ffmpeg")
    {
    }

    internal FfmpegRecording(string path, string program) => (_path, _program) = (path, program);

    public IEnumerator<Frame> GetEnumerator()
    {
        using var ffmpeg = Start();
        var reader = new Y4mReader(ffmpeg.Output, _path, _pool);
        while (Read(reader, ffmpeg) is { } frame)
        {
            yield return frame;
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private ChildProcess Start()
    {
        if (!File.Exists(_path))
        {
            throw RecordingFile.Missing(_path);
        }

        var program = ProgramPath.Find(_program) ?? throw new CameraException(
            $"The recording '{_path}' needs the program ffmpeg, which is not installed. Install it (sudo apt install ffmpeg), or give a .y4m or .mjpeg file or a folder of pictures.");
        try
        {
            return ChildProcess.Start(program, Arguments());
        }
        catch (IOException fault)
        {
            throw new CameraException($"The recording '{_path}' cannot be decoded: {fault.Message}", fault);
        }
    }

    // A playlist may name addresses, and a name may look like an option: nothing but files is opened.
    private string[] Arguments() =>
    [
        "-nostdin", "-loglevel", "error", "-protocol_whitelist", "file", "-i", "file:" + _path,
        "-vf", "crop=trunc(iw/2)*2:trunc(ih/2)*2", "-f", "yuv4mpegpipe", "-pix_fmt", "yuv420p", "-",
    ];

    private Frame? Read(Y4mReader reader, ChildProcess ffmpeg)
    {
        Frame? frame = null;
        CameraException? broken = null;
        try
        {
            frame = reader.Read();
        }
        catch (CameraException fault)
        {
            broken = fault;
        }

        if (frame is not null)
        {
            return frame;
        }

        // What ffmpeg says of the file explains more than that its output broke off.
        var ended = ffmpeg.WaitForExit(TimeSpan.FromSeconds(1));
        return ended && ffmpeg.ExitCode != 0
            ? throw new CameraException($"ffmpeg cannot decode '{_path}': {(ffmpeg.Errors is [.., var last] ? last : "it did not say why.")} Give another recording.", broken)
            : broken is null ? null : throw broken;
    }
}
