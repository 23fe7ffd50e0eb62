using DoorFace.Core.Imaging;

namespace DoorFace.Device.Camera;

/// <summary>Something to replay.</summary>
/// <param name="Frames">Makes the frames one by one, anew each time it is enumerated; whoever takes one disposes it.</param>
/// <param name="Stills">True when they are pictures by themselves, not moments of one scene.</param>
public sealed record Recording(IEnumerable<Frame> Frames, bool Stills);
