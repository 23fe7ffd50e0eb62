namespace DoorFace.Vision.Models;

/// <summary>How a threshold came to be, so that anybody can make it again.</summary>
/// <param name="Dataset">The pictures it was measured on.</param>
/// <param name="Command">The command that measures it.</param>
/// <param name="Comparisons">Impostor comparisons (embedder) or pictures (others) behind it, above 0.</param>
public sealed record ModelProvenance(string Dataset, string Command, long Comparisons);
