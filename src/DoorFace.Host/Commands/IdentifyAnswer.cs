namespace DoorFace.Host.Commands;

/// <summary>What one picture holds, as <c>--json</c> prints it.</summary>
/// <param name="Image">The file.</param>
/// <param name="Residents">Residents compared with.</param>
/// <param name="Threshold">The score that a match needs.</param>
/// <param name="Faces">Every face, nearest first.</param>
internal sealed record IdentifyAnswer(string Image, int Residents, float Threshold, IdentifiedFace[] Faces);

/// <summary>One face.</summary>
/// <param name="Box">Left, top, width and height in pixels of the upright picture.</param>
/// <param name="DetectionScore">0..1.</param>
/// <param name="Frontality">0..1.</param>
/// <param name="Uprightness">0..1; a face below the door's limit is turned in the picture, and its score says nothing.</param>
/// <param name="Roll">By how much the eyes are turned from level, degrees clockwise.</param>
/// <param name="Liveness">0..1.</param>
/// <param name="Covering">Whether something covers mouth and nose, 0..1; the door refuses a face above its limit.</param>
/// <param name="Candidate">Who it is most like; null while nobody is enrolled.</param>
/// <param name="Score">How like, −1..1.</param>
/// <param name="Match">Whether the score reaches the threshold, the face is upright, and mouth and nose are uncovered.</param>
/// <param name="Milliseconds">Time of each stage.</param>
internal sealed record IdentifiedFace(
    float[] Box, float DetectionScore, float Frontality, float Uprightness, float Roll, float Liveness, float Covering, string? Candidate, float? Score, bool Match, StageMilliseconds Milliseconds);

/// <summary>Times of the stages, milliseconds.</summary>
internal sealed record StageMilliseconds(double Detector, double Landmarks, double Embedder, double Liveness);
