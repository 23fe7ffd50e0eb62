using DoorFace.Core.Audit;
using DoorFace.Core.Biometrics;
using DoorFace.Core.State;
using DoorFace.Storage.Keys;

namespace DoorFace.Storage.Residents;

/// <content>What keeps the residents as the unit stored them, and lets the rest of the unit notice another file in their place.</content>
public sealed partial class ResidentStore
{
    /// <summary>What the file holds, for whoever compares it with the rest of the unit; null while it is on no key.</summary>
    /// <exception cref="StorageException">As for <see cref="LoadReferences"/>.</exception>
    public FoundResidents? Found() => _file.Run(() => Vault.Exists(Connection)) ? WithVault(vault => FoundResidents.Of(Connection, vault)) : null;

    /// <summary>
    /// Takes the file as it is for the unit's, by root's word: its generation goes beyond all that was remembered, whoever is missing is not missed any
    /// more, and the witness is made anew. What is damaged stays damaged.
    /// </summary>
    /// <param name="remembered">The greatest generation that anything remembers.</param>
    /// <exception cref="StorageException">As for <see cref="LoadReferences"/>.</exception>
    public void Accept(long remembered)
    {
        RequireVault();
        Change(() =>
        {
            var vault = _vault.Current();
            var roster = vault.Roster(Connection)!;
            var present = RowHashes.Of(Connection);
            vault.Remember(Connection, roster with
            {
                Generation = Math.Max(roster.Generation, remembered) + 1,
                Rows = roster.Rows.RemoveRange(roster.Rows.Keys.Where(id => !present.ContainsKey(id))),
                IsWitnessed = true,
            });
            return true;
        });
        WithVault(vault =>
        {
            using var signer = vault.Signer(Connection);
            WriteWitness(Witness.First(FoundResidents.Of(Connection, vault).State), signer);
            return true;
        });
    }

    /// <summary>Keeps the settings that decide, in the witness, and how far the audit has come, once nothing was found in doubt.</summary>
    /// <returns>The names of the settings that were others before; none when nothing was known of them.</returns>
    /// <exception cref="StorageException">As for <see cref="LoadReferences"/>.</exception>
    public IReadOnlyList<string> RememberInWitness(IReadOnlyDictionary<string, string> settings, RememberedAudit? audit)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return WithVault<IReadOnlyList<string>>(vault =>
        {
            using var signer = vault.Signer(Connection);
            if (WitnessFile.Load(_keys.Witness).Says is not { } witness || witness.Residents.Unit != signer.PublicKey.Fingerprint)
                return [];
            var changed = settings.Keys.Union(witness.Settings.Keys)
                .Where(name => settings.GetValueOrDefault(name) != witness.Settings.GetValueOrDefault(name)).Order(StringComparer.Ordinal).ToList();
            var next = changed.Count > 0 ? witness with { Settings = witness.Settings.Clear().AddRange(settings) } : witness;
            next = audit is not null ? next.At(audit) : next;
            if (next != witness)
                WriteWitness(next, signer);
            return witness.Settings.IsEmpty ? [] : changed;
        });
    }

    /// <summary>Reads residents and says of each whether they are as they were stored, all from one state of the file.</summary>
    private T Checked<T>(Func<RosterCheck, T> act)
    {
        try
        {
            if (_file.Run(() => Vault.Exists(Connection) || ResidentRows.Any(Connection)))
                return WithVault(vault => act(RosterCheck.Of(Connection, vault.Roster(Connection)!)));
        }
        catch (StorageException fault) when (IsOfTheSecrets(fault))
        {
            return _file.Run(() => act(RosterCheck.Impossible(fault.Message)));
        }

        return _file.Run(() => act(RosterCheck.Impossible("")));
    }

    private static bool IsOfTheSecrets(StorageException fault) => fault.Fault is StorageFault.KeyMissing or StorageFault.WrongKey or StorageFault.KeyUnusable
        or StorageFault.SecretsDamaged or StorageFault.StateInDoubt;

    /// <summary>Changes what is stored of a resident, and the roster with it.</summary>
    /// <param name="subject">Whose; null for what concerns everybody's secrets.</param>
    /// <param name="change">Within the transaction.</param>
    /// <param name="hasChanged">Whether anything was changed; always when null.</param>
    /// <param name="mayBeDamaged">Only for removing them: any other change would make what is damaged count.</param>
    private T ChangeResident<T>(SubjectId? subject, Func<T> change, Func<T, bool>? hasChanged = null, bool mayBeDamaged = false)
    {
        RequireVault();
        var result = Change(() =>
        {
            var before = FoundResidents.Of(Connection, _vault.Current());
            RequireNoDoubt(before);
            var id = subject is { } one ? ResidentRows.StoredId(Connection, one) : "";
            if (!mayBeDamaged && RosterCheck.Of(Connection, before.Roster, id) is { IsEmpty: false } check && !check.IsSound(id))
            {
                throw _file.Fault(
                    StorageFault.ResidentDamaged, "holds something else of this resident than this unit stored. Remove them and enroll them again, or restore the file from a backup.");
            }

            var changed = change();
            if (hasChanged?.Invoke(changed) ?? true)
                _vault.Current().Remember(Connection, before.Roster.With(id, RowHashes.Of(Connection, id).GetValueOrDefault(id)));
            return changed;
        });
        UpdateWitness();
        return result;
    }

    /// <summary>An older file must not grow until it looks newer than what is remembered of the last one.</summary>
    private void RequireNoDoubt(FoundResidents found)
    {
        string? objection;
        try
        {
            var (exists, witness) = WitnessFile.Load(_keys.Witness);
            objection = witness is not null ? witness.ObjectionTo(found.State)
                : exists ? $"'{_keys.Witness}', which knows how it was last, is damaged"
                : found.Roster.IsWitnessed ? $"'{_keys.Witness}', which knows how it was last, is gone"
                : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            objection = $"'{_keys.Witness}', which knows how it was last, cannot be read: {error.Message}";
        }

        if (objection is not null)
            throw _file.Fault(StorageFault.StateInDoubt, $"is not changed: {objection}. {StateWays.Out}");
    }

    /// <summary>Seals the rows of a file from before there was a roster, as they are: once, for the roster cannot be taken away without the unit's key.</summary>
    private void SealRows()
    {
        var roster = _file.Run(() => _vault.Run(() => _vault.Look(vault => vault.Roster(Connection))));
        if (roster is null)
        {
            Change(() =>
            {
                var vault = _vault.Current();
                if (vault.Roster(Connection) is null)
                    vault.Remember(Connection, Roster.Of(RowHashes.Of(Connection).Where(row => Guid.TryParseExact(row.Key, "N", out _))));
                return true;
            });
        }

        if (roster?.IsWitnessed == true || !UpdateWitness())
            return;

        // After the witness is on the medium: it is never missed without having been there.
        Change(() =>
        {
            var vault = _vault.Current();
            vault.Remember(Connection, vault.Roster(Connection)! with { IsWitnessed = true });
            return true;
        });
    }

    /// <summary>Tells the witness; one that cannot be written is older, and as true.</summary>
    /// <returns>Whether it is there.</returns>
    private bool UpdateWitness() => Try(() =>
    {
        var (found, audit) = _file.Run(() => _vault.Run(() => _vault.Look(vault => (FoundResidents.Of(Connection, vault), vault.RememberedAudit(Connection)))));
        var (exists, before) = WitnessFile.Load(_keys.Witness);
        var next = before is not null ? before.Next(found.State, audit)
            : exists || found.Roster.IsWitnessed ? null
            : Witness.First(found.State).Next(found.State, audit);
        if (next is not null && next != before)
        {
            using var signer = _file.Run(() => _vault.Run(() => _vault.Look(vault => vault.Signer(Connection))));
            if (signer.PublicKey.Fingerprint == next.Residents.Unit)
                WriteWitness(next, signer);
        }
    });

    /// <summary>Says in the witness that all it knew is being erased. Without the unit's key it goes.</summary>
    private void BeginReset() => Try(() =>
    {
        try
        {
            if (WitnessFile.Load(_keys.Witness) is { Exists: true, Says: var before })
            {
                var (found, signer) = _file.Run(() => _vault.Run(() => _vault.Look(vault => (FoundResidents.Of(Connection, vault).State, vault.Signer(Connection)))));
                using (signer)
                    WriteWitness((before ?? Witness.First(found)) with { Residents = found, IsReset = true }, signer);
            }
        }
        catch (StorageException)
        {
            File.Delete(_keys.Witness);
        }
    });

    private void WriteWitness(Witness witness, Core.Keys.UnitSigner signer) => WitnessFile.Save(_keys.Witness, witness, signer, _file.Path);

    private static bool Try(Action act)
    {
        try
        {
            act();
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or StorageException)
        {
            return false;
        }
    }
}
