using System.Globalization;
using System.Text;
using DoorFace.Core.Keys;
using DoorFace.Core.State;
using DoorFace.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace DoorFace.Storage.Audit;

/// <summary>The one row by which the audit remembers the residents' file, under the unit's signature.</summary>
internal static class ResidentsRow
{
    /// <summary>As it is stored; null when there is none.</summary>
    public static (RememberedResidents Says, byte[] Seal)? Read(SqliteConnection connection) => connection
        .Rows(
            "SELECT unit, generation, residents, administrators, seal FROM residents",
            row => ((RememberedResidents Says, byte[] Seal)?)(
                new RememberedResidents(row.GetString(0), row.GetInt64(1), Count(row.GetInt64(2)), Count(row.GetInt64(3))), row.GetFieldValue<byte[]>(4)))
        .SingleOrDefault();

    /// <summary>Whether the unit that it names signed it, and has this key.</summary>
    public static bool IsSound((RememberedResidents Says, byte[] Seal) row, ReadOnlySpan<byte> auditId, UnitPublicKey key) =>
        key.Fingerprint == row.Says.Unit && key.Verifies(Message(auditId, row.Says), row.Seal);

    /// <summary>Remembers that, within a transaction that writes; what is newer or another unit's is in doubt, and stays.</summary>
    /// <param name="connection">The audit's.</param>
    /// <param name="residents">What the residents' file is, on the medium already.</param>
    /// <param name="auditId">Of the audit.</param>
    /// <param name="signer">The unit's.</param>
    /// <param name="isAccepted">Root said so, or a factory reset made the unit of the one before: whatever was remembered goes.</param>
    public static void Write(SqliteConnection connection, RememberedResidents residents, ReadOnlySpan<byte> auditId, UnitSigner signer, bool isAccepted = false)
    {
        var present = Read(connection);
        var isSound = present is { } stored && IsSound(stored, auditId, signer.PublicKey);
        if (signer.PublicKey.Fingerprint != residents.Unit || (isSound && present!.Value.Says == residents)
            || (!isAccepted && present is { Says: var before } && !(isSound && before.Generation <= residents.Generation)))
        {
            return;
        }

        connection.Execute(
            "INSERT OR REPLACE INTO residents (only_row, unit, generation, residents, administrators, seal) VALUES (1, $unit, $generation, $residents, $administrators, $seal)",
            ("$unit", residents.Unit), ("$generation", residents.Generation), ("$residents", residents.Residents), ("$administrators", residents.Administrators),
            ("$seal", signer.Sign(Message(auditId, residents))));
    }

    public static void Delete(SqliteConnection connection) => connection.Execute("DELETE FROM residents");

    private static int Count(long stored) => (int)Math.Clamp(stored, 0, int.MaxValue);

    private static byte[] Message(ReadOnlySpan<byte> auditId, RememberedResidents residents) =>
    [
        .. Encoding.ASCII.GetBytes("doorface residents 1\n"),
        .. auditId,
        .. Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture, $"{residents.Unit}\n{residents.Generation}\n{residents.Residents}\n{residents.Administrators}")),
    ];
}
