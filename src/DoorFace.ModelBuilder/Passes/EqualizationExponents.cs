namespace DoorFace.ModelBuilder.Passes;

/// <summary>How strongly channels are brought together: 0 leaves them alone, 1 makes them equal.</summary>
/// <param name="Depthwise">Where depthwise convolutions alone read them: their weights have a scale for each channel and lose nothing.</param>
/// <param name="Dense">Where others read them: what the activations gain their weights lose.</param>
/// <param name="Residual">Where several convolutions add to the same tensor.</param>
internal sealed record EqualizationExponents(double Depthwise, double Dense, double Residual);
