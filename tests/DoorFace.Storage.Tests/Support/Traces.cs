using DoorFace.Core.Biometrics;
using DoorFace.Storage.Residents;
using DoorFace.Storage.Sqlite;

namespace DoorFace.Storage.Tests.Support;

/// <summary>Looks for bytes in every file of a folder: the database, its log, and whatever else was left there.</summary>
internal static class Traces
{
    /// <summary>What is stored of a resident's face now: their references and their key, as they lie in the file.</summary>
    public static List<byte[]> OfFace(this ResidentStore store, SubjectId subject) => store.Connection.Rows(
        "SELECT template FROM reference WHERE subject = $subject UNION ALL SELECT wrapped FROM resident_key WHERE subject = $subject",
        row => row.GetFieldValue<byte[]>(0),
        ("$subject", subject.ToString()));

    // A part is enough to know something stored by, and what lies on two pages is found in parts.
    public static bool Knows(this TemporaryFolder folder, byte[] stored) =>
        folder.Holds(stored[..16]) || folder.Holds(stored[^16..]) || folder.Holds(stored[(stored.Length / 2)..][..16]);

    /// <summary>Whether plain features are there.</summary>
    public static bool Holds(this TemporaryFolder folder, NewReference reference) => folder.Knows(TemplateBlob.Encode(reference.Template.Values));

    public static bool Holds(this TemporaryFolder folder, byte[] bytes) =>
        Directory.GetFiles(folder.Path).Any(f => File.ReadAllBytes(f).AsSpan().IndexOf(bytes) >= 0);
}
