namespace DoorFace.Storage.Tests.Support;

/// <summary>Looks for bytes in every file of a folder: the database, its log, and whatever else was left there.</summary>
internal static class Traces
{
    // A part is enough to know a template by.
    public static bool Holds(this TemporaryFolder folder, NewReference reference)
    {
        var bytes = TemplateBlob.Encode(reference.Template);
        return folder.Holds(bytes[..16]) || folder.Holds(bytes[^16..]) || folder.Holds(bytes[(bytes.Length / 2)..][..16]);
    }

    public static bool Holds(this TemporaryFolder folder, byte[] bytes) =>
        Directory.GetFiles(folder.Path).Any(f => File.ReadAllBytes(f).AsSpan().IndexOf(bytes) >= 0);
}
