namespace DoorFace.Host.Retention;

/// <summary>A resident whose references will be erased unless they come in.</summary>
/// <param name="Name">Who.</param>
/// <param name="ExpiresAt">The earliest instant at which that happens, if the unit keeps running.</param>
public sealed record ExpiringResident(string Name, DateTimeOffset ExpiresAt);
