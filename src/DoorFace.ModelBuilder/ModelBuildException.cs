namespace DoorFace.ModelBuilder;

/// <summary>A model, a recipe or a calibration set cannot be used; the message says which, where in it, why and what to do.</summary>
internal sealed class ModelBuildException(string message, Exception? inner = null) : Exception(message, inner);
