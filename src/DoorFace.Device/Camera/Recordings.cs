using DoorFace.Core.Imaging;

namespace DoorFace.Device.Camera;

/// <summary>Opens whatever can be replayed.</summary>
public static class Recordings
{
    /// <summary>A recording by its name: a folder or a .jpg, .jpeg or .png file is pictures, .mjpeg and .mjpg and .y4m are video; ffmpeg reads anything else.</summary>
    /// <param name="path">The file or folder. It is looked at when the recording is replayed; what is wrong with it is a <see cref="CameraException"/> then.</param>
    /// <param name="decoder">Decodes the pictures.</param>
    public static Recording Open(string path, IImageDecoder decoder)
    {
        const string folder = "/";
        return (Directory.Exists(path) ? folder : Path.GetExtension(path).ToUpperInvariant()) switch
        {
            folder or ".JPG" or ".JPEG" or ".PNG" => new Recording(new ImageRecording([path], decoder), Stills: true),
            ".MJPEG" or ".MJPG" => new Recording(new MjpegRecording(path, decoder), Stills: false),
            ".Y4M" => new Recording(new Y4mRecording(path), Stills: false),
            _ => new Recording(new FfmpegRecording(path), Stills: false),
        };
    }
}
