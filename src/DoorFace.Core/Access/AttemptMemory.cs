namespace DoorFace.Core.Access;

/// <summary>What an <see cref="AttemptLimiter"/> must not forget when the unit restarts.</summary>
/// <param name="Attempts">Refused attempts that still count, 0 or more.</param>
/// <param name="Level">Pauses since a resident last succeeded, 0 or more; each is twice as long as the one before.</param>
/// <param name="Paused">A pause is going on; after a restart it begins anew.</param>
/// <param name="TakenOfHour">What is taken of the hour's budget.</param>
/// <param name="TakenOfDay">What is taken of the day's budget.</param>
public sealed record AttemptMemory(int Attempts = 0, int Level = 0, bool Paused = false, TimeSpan TakenOfHour = default, TimeSpan TakenOfDay = default);
