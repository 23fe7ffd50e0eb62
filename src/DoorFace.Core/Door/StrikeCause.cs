using DoorFace.Core.Biometrics;

namespace DoorFace.Core.Door;

/// <summary>What the audit says about the strike if a transition releases or secures it.</summary>
/// <param name="Why">In words.</param>
/// <param name="Subject">The resident for whom it is, if any.</param>
internal sealed record StrikeCause(string Why, SubjectId? Subject = null);
