using DoorFace.Core.Biometrics;

namespace DoorFace.Storage.Residents;

/// <summary>Every stored reference: those fit for comparison, and those that are refused.</summary>
/// <param name="References">Sound references, those of one resident together.</param>
/// <param name="Damaged">Refused references. They let nobody in and must be reported; the other residents still get in.</param>
public sealed record LoadedReferences(IReadOnlyList<BiometricReference> References, IReadOnlyList<DamagedReference> Damaged)
{
    /// <summary>Zeroes their features, when what was wanted of them is done.</summary>
    public void Clear()
    {
        foreach (var reference in References)
            reference.Template.Clear();
    }
}
