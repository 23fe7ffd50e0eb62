namespace DoorFace.ModelBuilder.Quantization;

/// <summary>How a tensor's range follows from the pictures of a calibration set.</summary>
internal enum RangeMethod
{
    /// <summary>Everything that occurred: nothing is cut off.</summary>
    MinMax,

    /// <summary>The means of the pictures' least and greatest values: a finer grid, rare extremes are cut off.</summary>
    MeanMinMax,
}
