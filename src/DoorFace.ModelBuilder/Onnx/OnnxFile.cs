using Google.Protobuf;

namespace DoorFace.ModelBuilder.Onnx;

/// <summary>Reads and writes model files.</summary>
internal static class OnnxFile
{
    /// <exception cref="ModelBuildException">The file is missing, is not ONNX or is cut off.</exception>
    public static ModelProto Read(string path)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ModelBuildException($"{path}: the model cannot be read: {e.Message}", e);
        }

        try
        {
            var model = ModelProto.Parser.ParseFrom(bytes);
            if (model.Graph is { Node.Count: > 0 } && model.OpsetImport.Count > 0)
            {
                return model;
            }
        }
        catch (InvalidProtocolBufferException e)
        {
            throw NotOnnx(path, bytes, e);
        }

        throw NotOnnx(path, bytes, null);
    }

    /// <summary>Writes a model so that the file is there whole or not at all.</summary>
    /// <exception cref="ModelBuildException">It cannot be written.</exception>
    public static void Write(ModelProto model, string path) => WholeFile.Write(path, model.ToByteArray());

    private static ModelBuildException NotOnnx(string path, byte[] bytes, Exception? inner) =>
        new($"{path}: not an ONNX model, or cut off ({bytes.Length} bytes); bring the file again.", inner);
}
