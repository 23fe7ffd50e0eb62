namespace DoorFace.Host.Doctor;

/// <summary>What one check found.</summary>
/// <param name="Name">What was looked at.</param>
/// <param name="Outcome">The worst of what was found.</param>
/// <param name="Found">All that was found, the worst first, in sentences.</param>
/// <param name="Remedy">What to do; null for a pass.</param>
internal sealed record CheckResult(string Name, CheckOutcome Outcome, string Found, string? Remedy);
