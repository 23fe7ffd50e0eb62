using DoorFace.Core.Biometrics;
using DoorFace.Core.Imaging;

namespace DoorFace.Vision.Tests;

/// <summary>A face on a photograph and its features.</summary>
/// <param name="Photo">The file's name.</param>
/// <param name="FromLeft">0 is the left-most face.</param>
/// <param name="Embedding">Its features.</param>
internal sealed record PhotoFace(string Photo, int FromLeft, Embedding Embedding)
{
    /// <summary>All faces of a photograph from left to right.</summary>
    public static List<PhotoFace> All(FaceAnalyzer analyzer, Frame photo, string name)
    {
        var analysis = new FaceAnalysis();
        analyzer.Detect(photo, analysis);
        var order = Enumerable.Range(0, analysis.FaceCount).OrderBy(i => analysis.Faces[i].Box.Left).ToList();
        var faces = new List<PhotoFace>();
        foreach (var face in order)
        {
            analyzer.Describe(photo, analysis, face);
            faces.Add(new PhotoFace(name, faces.Count, Embedding.FromVector(analysis.Embedding)));
        }

        return faces;
    }
}
