using System.Security.Cryptography;
using DoorFace.Core.Access;
using DoorFace.Core.Biometrics;
using DoorFace.Core.Enrollment;
using DoorFace.Storage.Keys;
using DoorFace.Storage.Residents.Names;
using DoorFace.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace DoorFace.Storage.Residents;

/// <summary>Reads and writes residents as rows. Whatever is written belongs to the caller's transaction.</summary>
internal static class ResidentRows
{
    private const string Columns =
        "SELECT id, name, enrolled_at, (SELECT count(*) FROM reference WHERE subject = resident.id), administrator, last_used_at, "
        + $"{EntitlementColumns.Names} FROM resident";

    public static List<Resident> All(SqliteConnection connection, RosterCheck check) =>
        [.. connection.Rows(Columns, row => Read(row, check)).OrderBy(resident => ResidentName.KeyOf(resident.Name), StringComparer.Ordinal).ThenBy(resident => resident.Name, StringComparer.Ordinal)];

    public static Household Household(SqliteConnection connection, DateTimeOffset now, RosterCheck check) => All(connection, check) switch
    {
        [] => Core.Enrollment.Household.Empty,
        var residents => residents.Any(resident => AdministratorRule.Counts(resident.IsAdministrator, resident.Entitlement, now))
            ? Core.Enrollment.Household.Administered
            : Core.Enrollment.Household.WithoutAdministrator,
    };

    public static Resident? WithExactName(SqliteConnection connection, string name, RosterCheck check) => All(connection, check).SingleOrDefault(resident => resident.Name == name);

    /// <summary>
    /// The resident of a name. Names are compared here and not by their stored key, which is only what a file of an earlier version took for equal: two whom
    /// it told apart are both kept, and each is found by their exact name.
    /// </summary>
    /// <exception cref="ResidentNameException">It is the name of several, and exactly nobody's.</exception>
    public static Resident? WithName(SqliteConnection connection, string name, RosterCheck check)
    {
        var key = ResidentName.KeyOf(name);
        var named = All(connection, check).Where(resident => ResidentName.KeyOf(resident.Name) == key).ToList();
        return named.Count <= 1
            ? named.SingleOrDefault()
            : throw new ResidentNameException($"{named.Count} residents are called '{name}', written differently: give the name exactly as 'residents list' shows it, and rename one of them.");
    }

    /// <summary>Names that several residents have, written differently.</summary>
    public static IReadOnlyList<string> NamesOfSeveral(SqliteConnection connection) =>
    [
        .. connection.Rows("SELECT name FROM resident ORDER BY name", row => row.GetString(0))
            .GroupBy(ResidentName.KeyOf, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => group.First()),
    ];

    /// <summary>One whose row was just written, or checked.</summary>
    public static Resident WithId(SqliteConnection connection, SubjectId subject) =>
        connection.Rows($"{Columns} WHERE id = $id", row => Read(row, null), ("$id", subject.ToString())).SingleOrDefault() ?? throw Unknown();

    public static bool Any(SqliteConnection connection) => connection.Integer("SELECT EXISTS (SELECT 1 FROM resident)") != 0;

    /// <summary>The id as it is stored: of one that is damaged, <paramref name="subject"/> only stands for it.</summary>
    public static string StoredId(SqliteConnection connection, SubjectId subject) => connection
        .Rows("SELECT id FROM resident", row => row.GetString(0)).Find(id => SubjectOf(id) == subject) ?? subject.ToString();

    public static void Insert(SqliteConnection connection, SubjectId subject, string name, DateTimeOffset enrolledAt, bool administrator) =>
        connection.Execute(
            "INSERT INTO resident (id, name, name_key, enrolled_at, administrator) VALUES ($id, $name, $key, $at, $administrator)",
            ("$id", subject.ToString()), ("$name", name), ("$key", StoredKey(subject)),
            ("$at", enrolledAt.ToUnixTimeMilliseconds()), ("$administrator", administrator));

    /// <exception cref="StorageException"><see cref="StorageFault.UnknownResident"/>.</exception>
    public static void Update(SqliteConnection connection, SubjectId subject, string assignment, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        if (connection.Execute($"UPDATE resident SET {assignment} WHERE id = $id", [.. parameters, ("$id", subject.ToString())]) == 0)
            throw Unknown();
    }

    /// <summary>Notes a use on a day, which ends every warning; false when that was noted already, or nobody has this id.</summary>
    public static bool MarkUsed(SqliteConnection connection, SubjectId subject, DateTimeOffset at) => connection.Execute(
        """
        UPDATE resident SET last_used_at = $day, expiry_warnings = 0
        WHERE id = $id AND (last_used_at IS NOT $day OR expiry_warnings <> 0)
        """,
        ("$id", subject.ToString()), ("$day", new DateTimeOffset(at.UtcDateTime.Date, TimeSpan.Zero).ToUnixTimeMilliseconds())) > 0;

    /// <summary>Stores references under a new key of their resident's; those that were there cannot be read any more.</summary>
    public static void InsertReferences(
        SqliteConnection connection, Vault vault, SubjectId subject, IReadOnlyList<NewReference> references, DateTimeOffset createdAt)
    {
        var key = vault.CreateResidentKey(connection, subject.ToString());
        foreach (var reference in references)
        {
            var id = ReferenceId.New().ToString();
            var box = SealedTemplates.Seal(
                key,
                vault.Rotation(connection, reference.Template.Dimension),
                reference.Template.Values,
                SealedTemplates.PlaceOf(id, subject.ToString(), reference.Embedder.Value));
            connection.Execute(
                "INSERT INTO reference (id, subject, embedder, template, sealed, created_at) VALUES ($id, $subject, $embedder, $template, 1, $at)",
                ("$id", id), ("$subject", subject.ToString()), ("$embedder", reference.Embedder.Value),
                ("$template", box), ("$at", createdAt.ToUnixTimeMilliseconds()));
        }

        CryptographicOperations.ZeroMemory(key);
    }

    public static void InsertConsent(SqliteConnection connection, SubjectId subject, Consent consent) => connection.Execute(
        "INSERT INTO consent (subject, at, boot, text_version, source) VALUES ($subject, $at, $boot, $version, $source)",
        ("$subject", subject.ToString()), ("$at", consent.At.ToUnixTimeMilliseconds()), ("$boot", consent.Boot),
        ("$version", consent.TextVersion), ("$source", consent.Source));

    public static List<Consent> Consents(SqliteConnection connection, SubjectId subject) => connection.Rows(
        "SELECT at, boot, text_version, source FROM consent WHERE subject = $subject ORDER BY id",
        row => new Consent(Time(row, 0) ?? DateTimeOffset.UnixEpoch, row.GetInt64(1), row.GetString(2), row.GetString(3)),
        ("$subject", subject.ToString()));

    public static List<DateTimeOffset> ReferenceDates(SqliteConnection connection, SubjectId subject) => connection.Rows(
        "SELECT created_at FROM reference WHERE subject = $subject ORDER BY rowid",
        row => Time(row, 0) ?? DateTimeOffset.UnixEpoch,
        ("$subject", subject.ToString()));

    /// <exception cref="ResidentNameException">Another resident has the name, or one that looks like it.</exception>
    public static void RequireFree(SqliteConnection connection, string name, SubjectId except)
    {
        var others = connection.Rows("SELECT name FROM resident WHERE id <> $except", row => row.GetString(0), ("$except", except.ToString()));
        if (others.Find(other => ResidentName.KeyOf(other) == ResidentName.KeyOf(name)) is { } taken)
            throw new ResidentNameException($"The name '{name}' is taken: '{taken}' is enrolled. Choose another, or remove that resident first.");
        if (others.Find(other => LookAlikes.LooksOf(other) == LookAlikes.LooksOf(name)) is { } like)
            throw new ResidentNameException($"The name '{name}' looks like '{like}', who is enrolled, with letters of another script. Choose another.");
    }

    /// <summary>Refuses one more resident when there are as many as the door takes.</summary>
    public static void RequireRoom(SqliteConnection connection, int most)
    {
        var count = connection.Integer("SELECT count(*) FROM resident");
        if (count >= most)
        {
            throw new StorageException(
                StorageFault.GalleryFull,
                $"{count} resident(s) are enrolled, and this door takes {most} (Identification:MostResidents). Remove somebody, or raise that; it takes "
                + $"{ReferenceGallery.MostSubjects} at the very most: a door is for those who live behind it.");
        }
    }

    /// <summary><c>Resident 1</c>, or with the first number that nobody is called by.</summary>
    public static string FreeName(SqliteConnection connection)
    {
        var taken = connection.Rows("SELECT name FROM resident", row => ResidentName.KeyOf(row.GetString(0))).ToHashSet(StringComparer.Ordinal);
        for (var number = 1; ; number++)
        {
            var name = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Resident {number}");
            if (!taken.Contains(ResidentName.KeyOf(name)))
                return name;
        }
    }

    /// <summary>What is stored as the key of a name from now on: nobody else's. See <see cref="WithName"/>.</summary>
    public static string StoredKey(SubjectId subject) => $"/{subject}";

    private static Resident Read(SqliteDataReader row, RosterCheck? check)
    {
        var (id, name) = (row.GetString(0), row.GetString(1));
        var (entitlement, damage) = EntitlementColumns.Read(row, 6, name);
        var resident = new Resident(
            SubjectOf(id), name, Time(row, 2) ?? DateTimeOffset.UnixEpoch, row.GetInt32(3), entitlement, row.GetInt64(4) == 1, Time(row, 5), damage);
        return check?.DamageOf(id, name) is not { } unsealed
            ? resident
            : resident with
            {
                Entitlement = Entitlement.Never with { Suspended = entitlement.Suspended },
                IsAdministrator = false,
                Damage = unsealed,
                IsUnsealed = true,
            };
    }

    // A damaged id is nobody's; a number that stands for it lets it be shown and removed.
    private static SubjectId SubjectOf(string id) => Guid.TryParseExact(id, "N", out var known) && known.ToString("N") == id
        ? new SubjectId(known)
        : new SubjectId(new Guid(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(id)).AsSpan(0, 16)));

    // A damaged time must not keep the others out, so it is read as none.
    private static DateTimeOffset? Time(SqliteDataReader row, int column) =>
        !row.IsDBNull(column) && row.GetInt64(column) is >= 0 and <= 253402300799999 and var time ? DateTimeOffset.FromUnixTimeMilliseconds(time) : null;

    private static StorageException Unknown() => new(
        StorageFault.UnknownResident, "No resident has this id; they may have been removed. List the residents and try again.");
}
