using DoorFace.Core.Biometrics;
using DoorFace.Storage.Keys;
using DoorFace.Storage.Sqlite;

namespace DoorFace.Storage.Residents;

/// <content>What is removed for good.</content>
public sealed partial class ResidentStore
{
    /// <summary>Removes a resident and erases their references from the file and its log; false when nobody has this id.</summary>
    /// <exception cref="StorageException">
    /// <see cref="StorageFault.ErasureUnfinished"/>: the resident is removed, but see <see cref="IsErasurePending"/>. Otherwise nothing changed.
    /// </exception>
    public bool Remove(SubjectId subject)
    {
        bool removed;
        try
        {
            removed = ChangeResident(subject, () => Delete(subject), done => done, mayBeDamaged: true);
        }
        catch (StorageException fault) when (IsOfTheSecrets(fault))
        {
            // Nobody is kept from being erased because a key is missing; once it is back, the roster misses them, and root has to accept that.
            removed = Change(() => Delete(subject));
        }

        FinishErasure("The resident is removed and not let in any more, but their templates are not yet erased from the file");
        return removed;
    }

    /// <summary>
    /// Removes everybody, and erases all that was stored of them from the file and its log, with the key files: the file begins anew under a new key, in
    /// the key file. A credential that is there is left as it is and never taken into use again; where no key may be made
    /// (<see cref="KeyLocation.MayCreate"/>), whatever needs one fails until there is another credential. Gives how many they were.
    /// </summary>
    /// <exception cref="StorageException">
    /// <see cref="StorageFault.ErasureUnfinished"/>: nobody is let in any more, but see <see cref="IsErasurePending"/>. Otherwise nothing changed.
    /// </exception>
    public int RemoveAll()
    {
        BeginReset();
        var removed = Change(() =>
        {
            Erasure.Mark(Connection);
            SecretRows.DestroyResidentKeys(Connection, null);
            _vault.Reset();
            // A damaged file may hold rows that belong to nobody.
            Connection.Execute("DELETE FROM consent");
            Connection.Execute("DELETE FROM reference");
            return Connection.Execute("DELETE FROM resident");
        });
        FinishErasure("All residents are removed and nobody is let in any more, but not everything of theirs is erased yet");
        return removed;
    }

    /// <summary>True while what was removed or replaced may still be in the file, or a key from before; the next start or removal erases it.</summary>
    public bool IsErasurePending() => _file.Run(() => Erasure.IsPending(Connection) || KeyReset.IsPending(Connection));

    private bool Delete(SubjectId subject)
    {
        var id = ResidentRows.StoredId(Connection, subject);
        SecretRows.DestroyResidentKeys(Connection, id);
        if (Connection.Execute("DELETE FROM resident WHERE id = $id", ("$id", id)) == 0)
            return false;
        Erasure.Mark(Connection);
        return true;
    }

    private void FinishErasure(string whatHolds)
    {
        try
        {
            FinishPending();
        }
        catch (StorageException e)
        {
            throw new StorageException(StorageFault.ErasureUnfinished, $"{whatHolds}; the next start does it. {e.Message}", e);
        }
    }

    private void FinishPending() => _file.Run(() =>
    {
        try
        {
            _vault.Settle();
        }
        finally
        {
            Erasure.Finish(Connection);
        }

        return true;
    });
}
