using System.Numerics;
using DoorFace.Vision.Imaging;

namespace DoorFace.Vision.Faces;

/// <summary>Brings a face into the position the embedder was trained on, by five points.</summary>
internal static class FaceAligner
{
    /// <summary>Side of the square that the template is drawn in.</summary>
    private const float TemplateSide = 112;

    // The ArcFace template (Deng et al., 2019; insightface): eyes, nose tip, mouth corners.
    private static readonly Vector2[] Template =
    [
        new(38.2946f, 51.6963f),
        new(73.5318f, 51.5014f),
        new(56.0252f, 71.7366f),
        new(41.5493f, 92.3655f),
        new(70.7299f, 92.2041f),
    ];

    /// <summary>The transform from the embedder's input to the frame that shows the face aligned.</summary>
    /// <param name="landmarks">68 points in frame pixels.</param>
    /// <param name="side">The input's width and height.</param>
    /// <returns>Null when the points make no face.</returns>
    public static SimilarityTransform? InputToFrame(ReadOnlySpan<float> landmarks, int side)
    {
        Span<Vector2> face = stackalloc Vector2[FaceGeometry.FivePointCount];
        FaceGeometry.FivePoints(landmarks, face);
        Span<Vector2> template = stackalloc Vector2[FaceGeometry.FivePointCount];
        for (var i = 0; i < template.Length; i++)
        {
            template[i] = Template[i] * (side / TemplateSide);
        }

        return SimilarityTransform.Fit(face, template)?.Inverse();
    }
}
