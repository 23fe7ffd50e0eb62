namespace DoorFace.Core.Biometrics;

/// <summary>Somebody is erased, and the features that were to be searched with them: look again with the residents as they are now.</summary>
public sealed class ClearedGalleryException() : InvalidOperationException("The residents in memory were overwritten, because somebody is erased.");
