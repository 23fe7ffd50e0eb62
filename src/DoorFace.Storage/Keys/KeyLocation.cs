namespace DoorFace.Storage.Keys;

/// <summary>Where the unit's master key is.</summary>
/// <param name="File">The key file: 32 random bytes that only their owner may read. A rotation writes it, whatever the key came from.</param>
/// <param name="Credential">A credential of the service, as systemd hands it over: looked at before the file, and never written. Null for none.</param>
/// <param name="MayCreate">Whether a key file is made when there is no key at all.</param>
public sealed record KeyLocation(string File, string? Credential = null, bool MayCreate = true)
{
    /// <summary>Where the unit's witness is, by which the loss of both databases is noticed; by default beside the key file.</summary>
    public string Witness { get; init; } = Path.ChangeExtension(File, ".witness");

    /// <summary>Root said that the unit begins anew: a file is put on a key although there was another unit here.</summary>
    public bool MayBeginAnew { get; init; }

    /// <summary>Holds the next key while a change is under way; takes the file's place as soon as the database is on it.</summary>
    internal string Next => File + ".next";

    internal IEnumerable<string> Candidates => new[] { Credential, File, Next }.OfType<string>();

    /// <summary>The key file beside a database.</summary>
    public static KeyLocation Beside(string database) => new(Path.ChangeExtension(Path.GetFullPath(database), ".key"));
}
