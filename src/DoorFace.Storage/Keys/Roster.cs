using System.Collections.Immutable;

namespace DoorFace.Storage.Keys;

/// <summary>
/// Which residents there are and what was stored of each, as hashes: kept under the master key's seal, so that nobody without that key can change,
/// add or remove one unnoticed.
/// </summary>
/// <param name="Generation">Grows by one with every change, from 1 on.</param>
/// <param name="Rows">By the resident's id: the hash of all rows of theirs that decide.</param>
/// <param name="IsWitnessed">Whether a witness was ever written beside the file: from then on a missing one is a loss.</param>
internal sealed record Roster(long Generation, ImmutableSortedDictionary<string, byte[]> Rows, bool IsWitnessed)
{
    public static Roster Of(IEnumerable<KeyValuePair<string, byte[]>> rows) => new(1, rows.ToImmutableSortedDictionary(StringComparer.Ordinal), false);

    /// <summary>The next generation, with a resident's row as it is now; null for one who is gone.</summary>
    public Roster With(string id, byte[]? row) => this with { Generation = Generation + 1, Rows = row is null ? Rows.Remove(id) : Rows.SetItem(id, row) };
}
