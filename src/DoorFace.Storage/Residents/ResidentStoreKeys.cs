using DoorFace.Core.Audit;
using DoorFace.Core.Biometrics;
using DoorFace.Core.Keys;
using DoorFace.Storage.Keys;
using DoorFace.Storage.Sqlite;

namespace DoorFace.Storage.Residents;

/// <content>What needs the unit's key, beside the references.</content>
public sealed partial class ResidentStore
{
    /// <summary>Where the master key is that the file is on.</summary>
    /// <exception cref="StorageException">As for <see cref="LoadReferences"/>.</exception>
    public string KeyPath() => WithVault(vault => vault.KeyPath);

    /// <summary>What the stored templates of a dimension are turned by, and every probe must be before it is compared with them.</summary>
    /// <exception cref="StorageException">As for <see cref="LoadReferences"/>.</exception>
    public KeyedRotation Rotation(int dimension) => WithVault(vault => vault.Rotation(Connection, dimension));

    /// <summary>The unit's signing key; made with the first use of the file's key.</summary>
    /// <exception cref="StorageException">As for <see cref="LoadReferences"/>.</exception>
    public UnitSigner Signer() => WithVault(vault => vault.Signer(Connection));

    /// <summary>What the unit remembers of the audit that it seals; null when it has not sealed any.</summary>
    /// <exception cref="StorageException">As for <see cref="LoadReferences"/>.</exception>
    public RememberedAudit? RememberedAudit() => WithVault(vault => vault.RememberedAudit(Connection));

    /// <summary>Remembers that of the audit, in the place of what was.</summary>
    /// <param name="audit">What is on the medium already: the audit must never lack what is remembered of it.</param>
    /// <param name="sealedBy">Whose seal it is under. When another key has taken its place, since everything was erased, nothing is remembered.</param>
    /// <exception cref="StorageException">As for <see cref="LoadReferences"/>; what was remembered stays.</exception>
    public void Remember(RememberedAudit audit, UnitPublicKey sealedBy)
    {
        ArgumentNullException.ThrowIfNull(audit);
        Change(() =>
        {
            if (Vault.Exists(Connection))
            {
                using var signer = _vault.Current().Signer(Connection);
                if (signer.PublicKey.Equals(sealedBy))
                    _vault.Current().Remember(Connection, audit);
            }

            return true;
        });
        UpdateWitness();
    }

    /// <summary>
    /// Puts everything that is sealed under a new master key, and the new key into the key file, whatever the present one came from; that and what it
    /// sealed are erased. A power cut leaves the one or the other, and a key for it.
    /// </summary>
    /// <exception cref="StorageException">
    /// <see cref="StorageFault.ErasureUnfinished"/>: the new key holds, but see <see cref="IsErasurePending"/>. Otherwise as for
    /// <see cref="LoadReferences"/>, and everything is as before.
    /// </exception>
    public void RotateKey()
    {
        ChangeResident(null, () =>
        {
            Erasure.Mark(Connection);
            _vault.Rotate();
            return true;
        });
        FinishErasure("The key was replaced, but what the old one sealed is not yet erased from the file");
    }

    /// <summary>Gives every template another rotation and every resident another key, without enrolling anybody anew; the old ones are erased.</summary>
    /// <exception cref="StorageException">As for <see cref="LoadReferences"/>, or <see cref="StorageFault.ErasureUnfinished"/> as for <see cref="Remove"/>.</exception>
    public void RenewTemplates()
    {
        ChangeResident(null, () =>
        {
            Erasure.Mark(Connection);
            SealedTemplates.Renew(Connection, _vault.Current());
            return true;
        });
        FinishErasure("The templates are renewed, but the old ones are not yet erased from the file");
    }

    private T WithVault<T>(Func<Vault, T> act)
    {
        RequireVault();
        return _file.Run(() => _vault.Run(() => _vault.Look(act)));
    }

    private void RequireVault()
    {
        if (_file.Run(_vault.Prepare))
            FinishErasure("The references are sealed now, but as they were before they are not yet erased from the file");
        SealRows();
    }
}
