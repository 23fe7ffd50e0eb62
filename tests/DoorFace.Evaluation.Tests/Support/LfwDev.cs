using DoorFace.Evaluation.Data;
using DoorFace.Tests.Support;
using DoorFace.Vision;

namespace DoorFace.Evaluation.Tests.Support;

/// <summary>The features of <c>../shared/datasets/lfw-dev</c>, made once for all tests of a class; null where the folder is absent.</summary>
public sealed class LfwDev
{
    private readonly Lazy<EmbeddedDataSet?> _data = new(Embed);

    public EmbeddedDataSet Data
    {
        get
        {
            Assert.SkipUnless(_data.Value is not null, $"The data set {Folder} is not on this machine.");
            return _data.Value!;
        }
    }

    private static string Folder => RepositoryFiles.DataSet("lfw-dev");

    private static EmbeddedDataSet? Embed()
    {
        if (!Directory.Exists(Folder))
        {
            return null;
        }

        using var analyzer = TestAnalyzer.Create();
        return new Evaluator(new ImageDecoder(), analyzer).Embed(DatasetReader.Read(Folder, 6), null, CancellationToken.None);
    }
}
