namespace DoorFace.ModelBuilder;

/// <summary>Writes a file so that it is there whole or not at all.</summary>
internal static class WholeFile
{
    /// <exception cref="ModelBuildException">It cannot be written.</exception>
    public static void Write(string path, byte[] content)
    {
        var incoming = $"{path}.{Environment.ProcessId}.incoming";
        try
        {
            File.WriteAllBytes(incoming, content);
            File.Move(incoming, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ModelBuildException($"{path}: the file cannot be written: {e.Message}", e);
        }
        finally
        {
            File.Delete(incoming);
        }
    }
}
