using DoorFace.ModelBuilder.Onnx;
using DoorFace.ModelBuilder.Tests.Support;
using Google.Protobuf;
using static DoorFace.ModelBuilder.Tests.Support.TinyGraph;

namespace DoorFace.ModelBuilder.Tests.Onnx;

public sealed class OnnxFileTests
{
    // A field of the model that the subset leaves out: metadata_props, 14, here with a key "k".
    private static readonly byte[] UnknownField = [(14 << 3) | 2, 3, 0x0A, 1, (byte)'k'];

    [Fact]
    public void Fields_that_the_subset_leaves_out_survive()
    {
        using var folder = new TemporaryFolder();
        byte[] model = [.. Of(13, [1], Node("Relu", "y", "x")).Model.ToByteArray(), .. UnknownField];
        File.WriteAllBytes(folder.File("in.onnx"), model);

        OnnxFile.Write(OnnxFile.Read(folder.File("in.onnx")), folder.File("out.onnx"));

        Assert.EndsWith(Convert.ToHexString(UnknownField), Convert.ToHexString(File.ReadAllBytes(folder.File("out.onnx"))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_cannot_be_written_leaves_nothing_behind()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("taken.onnx"));

        Assert.Throws<ModelBuildException>(() => OnnxFile.Write(Of(13, [1], Node("Relu", "y", "x")).Model, folder.File("taken.onnx")));

        Assert.Equal([folder.File("taken.onnx")], Directory.GetFileSystemEntries(folder.Path));
    }
}
