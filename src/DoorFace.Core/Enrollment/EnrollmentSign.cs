namespace DoorFace.Core.Enrollment;

/// <summary>What the enrollment lamp and the buzzer say: a lasting sign of what is waited for, or a passing one of what has just happened.</summary>
/// <param name="Name">What it means, in a few words.</param>
/// <param name="Lamp">How the enrollment lamp shines.</param>
/// <param name="Sound">How the buzzer sounds, besides; null for silence.</param>
public sealed record EnrollmentSign(string Name, Signals.SignalPattern Lamp, Signals.SignalPattern? Sound = null);
