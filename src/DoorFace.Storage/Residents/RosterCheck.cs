using System.Security.Cryptography;
using DoorFace.Storage.Keys;
using Microsoft.Data.Sqlite;

namespace DoorFace.Storage.Residents;

/// <summary>Whether what is stored of residents is what this unit stored.</summary>
internal sealed class RosterCheck
{
    private readonly Roster? _roster;
    private readonly Dictionary<string, byte[]> _present;
    private readonly string? _why;

    private RosterCheck(Roster? roster, Dictionary<string, byte[]> present, string? why) => (_roster, _present, _why) = (roster, present, why);

    /// <summary>Against the roster; in the caller's transaction.</summary>
    public static RosterCheck Of(SqliteConnection connection, Roster roster, string? id = null) => new(roster, RowHashes.Of(connection, id), null);

    /// <summary>There is no roster to check against: nobody is let in.</summary>
    public static RosterCheck Impossible(string why) => new(null, [], why);

    /// <summary>Whether nobody is there to be checked.</summary>
    public bool IsEmpty => _present.Count == 0;

    /// <summary>Residents who were stored and whose row is not there; those whose very id is damaged do not count, for their row is.</summary>
    public int Missing => _roster is null ? 0 : Math.Max(
        0, _roster.Rows.Keys.Count(id => !_present.ContainsKey(id)) - _present.Keys.Count(id => !_roster.Rows.ContainsKey(id)));

    /// <summary>Why a resident is not let in, as a sentence; null when their rows are as they were stored.</summary>
    public string? DamageOf(string id, string name) => this switch
    {
        { _why: { } why } => $"What is stored of '{name}' cannot be checked, so '{name}' is not let in. {why}",
        _ when IsSound(id) => null,
        { _roster: { } roster } when !roster.Rows.ContainsKey(id) =>
            $"'{name}' was not enrolled by this unit, or was removed, so '{name}' is not let in: somebody put the row there. Remove '{name}'.",
        _ => $"What is stored of '{name}' is not what this unit stored: it was changed or is damaged, so '{name}' is not let in and is no administrator. "
            + $"Restore the file from a backup, or remove '{name}' and enroll them again.",
    };

    public bool IsSound(string id) =>
        _roster?.Rows.GetValueOrDefault(id) is { } expected && _present.GetValueOrDefault(id) is { } present && CryptographicOperations.FixedTimeEquals(expected, present);
}
