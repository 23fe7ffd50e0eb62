using DoorFace.Core.Audit;
using DoorFace.Core.State;
using DoorFace.Storage.Keys;
using Microsoft.Data.Sqlite;

namespace DoorFace.Storage.Residents;

/// <summary>A residents' file as it is now.</summary>
/// <param name="State">What others remember of it.</param>
/// <param name="Missing">Residents who were stored and are not there.</param>
/// <param name="Damaged">Residents who are there, and not as they were stored.</param>
/// <param name="IsWitnessed">Whether there must be a witness.</param>
/// <param name="Audit">What it remembers of the audit; null for nothing.</param>
public sealed record FoundResidents(RememberedResidents State, int Missing, int Damaged, bool IsWitnessed, RememberedAudit? Audit)
{
    internal Roster Roster { get; private init; } = Roster.Of([]);

    internal static FoundResidents Of(SqliteConnection connection, Vault vault)
    {
        using var signer = vault.Signer(connection);
        var roster = vault.Roster(connection) ?? Roster.Of([]);
        var check = RosterCheck.Of(connection, roster);
        var residents = ResidentRows.All(connection, check);
        return new FoundResidents(
            new RememberedResidents(signer.PublicKey.Fingerprint, roster.Generation, residents.Count, residents.Count(resident => resident.IsAdministrator)),
            check.Missing,
            residents.Count(resident => resident.IsUnsealed),
            roster.IsWitnessed,
            vault.RememberedAudit(connection))
        {
            Roster = roster,
        };
    }
}
