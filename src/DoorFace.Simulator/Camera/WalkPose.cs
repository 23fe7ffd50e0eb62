namespace DoorFace.Simulator.Camera;

/// <summary>How the person is before the camera in one frame.</summary>
/// <param name="FaceHeight">The height of the face's box, in pixels.</param>
/// <param name="CenterX">Where the middle of the people is in the frame, in pixels.</param>
/// <param name="CenterY">See <paramref name="CenterX"/>.</param>
/// <param name="Roll">The tilt, in radians, positive clockwise.</param>
/// <param name="Defocus">Octaves of resolution lost.</param>
/// <param name="Smear">Pixels moved sideways while the shutter is open.</param>
/// <param name="Gain">The exposure; 1 leaves the photograph as it is.</param>
internal readonly record struct WalkPose(double FaceHeight, double CenterX, double CenterY, double Roll, double Defocus, double Smear, double Gain);
