using System.Text.Json.Serialization;
using DoorFace.Core.Imaging;

namespace DoorFace.Host.Commands.Cameras;

/// <summary>A camera that is there.</summary>
/// <param name="Path">What <c>Camera:Path</c> is to be; empty for the Pi's camera.</param>
/// <param name="Number">What <c>Camera:Number</c> is to be, for the Pi's.</param>
/// <param name="Name">What it is called.</param>
/// <param name="StableNames">Names for <c>Camera:Path</c> that stay the same when it is plugged in elsewhere.</param>
/// <param name="Modes">Formats, sizes and frames a second that it offers.</param>
/// <param name="Problem">Why it cannot be used; null when it can.</param>
internal sealed record ListedCamera(string Path, int? Number, string Name, IReadOnlyList<string> StableNames, IReadOnlyList<string> Modes, string? Problem);

/// <summary>What a camera was measured to give.</summary>
/// <param name="Picture">Format and size of its frames.</param>
/// <param name="FirstFrameSeconds">From the request to start to the first frame.</param>
/// <param name="Frames">Frames that were read.</param>
/// <param name="DroppedFrames">Frames that came and were not read.</param>
/// <param name="FramesPerSecond">Frames that came a second, read or dropped, after the first.</param>
/// <param name="LongestIntervalSeconds">The longest time between two frames that were taken one after the other.</param>
/// <param name="MedianLatencySeconds">From the instant a frame was taken to when it could be used; null when the camera does not tell that instant.</param>
/// <param name="LongestLatencySeconds">The longest of those; null likewise.</param>
/// <param name="Brightness">Mean luma of the last frame, 0 to 255.</param>
/// <param name="DarkShare">The part of the last frame that is black, 0 to 1.</param>
/// <param name="BrightShare">The part that is white, 0 to 1.</param>
/// <param name="Condition">What is wrong with the picture at the end.</param>
internal sealed record ProbedCamera(
    string Picture,
    double FirstFrameSeconds,
    long Frames,
    long DroppedFrames,
    double FramesPerSecond,
    double LongestIntervalSeconds,
    double? MedianLatencySeconds,
    double? LongestLatencySeconds,
    double Brightness,
    double DarkShare,
    double BrightShare,
    PictureCondition Condition);

/// <summary>How a picture is, without the picture.</summary>
/// <param name="Picture">Format and size.</param>
/// <param name="Brightness">Mean luma, 0 to 255.</param>
/// <param name="DarkShare">The part that is black, 0 to 1.</param>
/// <param name="BrightShare">The part that is white, 0 to 1.</param>
/// <param name="Faces">Each face's left, top, width and height in pixels, the nearest first.</param>
/// <param name="Uprightness">How surely each is upright in the picture, 0..1.</param>
/// <param name="Covering">Whether something covers mouth and nose of each, 0..1.</param>
internal sealed record Snapshot(string Picture, double Brightness, double DarkShare, double BrightShare, float[][] Faces, float[] Uprightness, float[] Covering);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(ListedCamera[]))]
[JsonSerializable(typeof(ProbedCamera))]
[JsonSerializable(typeof(Snapshot))]
internal sealed partial class CameraJson : JsonSerializerContext;
