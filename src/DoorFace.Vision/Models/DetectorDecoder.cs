namespace DoorFace.Vision.Models;

/// <summary>How a detector's outputs become boxes and scores. The order of the outputs in the manifest counts, their names do not.</summary>
public enum DetectorDecoder
{
    /// <summary>
    /// UltraFace: scores [1,n,2], probabilities of background and face for each of n priors; boxes [1,n,4], decoded left, top, right,
    /// bottom in shares of the input.
    /// </summary>
    Ultraface,

    /// <summary>
    /// YuNet: class scores [1,n,1] at strides 8, 16 and 32, then as many objectness scores [1,n,1], then boxes [1,n,4]; n cells of a
    /// stride's grid over the input, row by row.
    /// </summary>
    Yunet,
}
