using DoorFace.Core.Biometrics;
using SkiaSharp;

namespace DoorFace.Simulator.Demo;

/// <summary>One picture of the film strip: a frame with what the door made of it.</summary>
/// <param name="Sequence">The frame's number.</param>
/// <param name="Picture">The frame; owned by the strip.</param>
/// <param name="Faces">Where the faces are, nearest first.</param>
/// <param name="Caption">Decision and score.</param>
/// <param name="Granted">Whether the decision was to let in.</param>
/// <param name="StrikeReleased">The strike's pin at that moment.</param>
internal sealed record FilmFrame(
    long Sequence, SKBitmap Picture, IReadOnlyList<FaceBox> Faces, string Caption, bool Granted, bool StrikeReleased);
