using DoorFace.Core.Imaging;

namespace DoorFace.Simulator.Demo;

/// <summary>A part of the demonstration.</summary>
/// <param name="Title">What one sees.</param>
/// <param name="OpensTheDoor">Whether the strike must be released in it, or must not.</param>
/// <param name="FrameCount">Its length.</param>
/// <param name="Frames">Its frames.</param>
internal sealed record Scene(string Title, bool OpensTheDoor, int FrameCount, IEnumerable<Frame> Frames);
