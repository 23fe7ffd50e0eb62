using DoorFace.Core.Enrollment;

namespace DoorFace.Host.Commands;

/// <summary>The result of an enrollment, as <c>--json</c> prints it.</summary>
/// <param name="Enrolled">Whether the resident is stored.</param>
/// <param name="Name">As given.</param>
/// <param name="References">References stored; 0 when refused.</param>
/// <param name="Refused">Every picture that was refused; with one, nothing is stored.</param>
internal sealed record EnrollAnswer(bool Enrolled, string Name, int References, RefusedPicture[] Refused);

/// <summary>One refused picture.</summary>
internal sealed record RefusedPicture(string File, CaptureRefusal Reason, string Message);
