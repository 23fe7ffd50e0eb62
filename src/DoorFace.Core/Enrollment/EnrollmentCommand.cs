using System.Collections.Immutable;
using DoorFace.Core.Biometrics;

namespace DoorFace.Core.Enrollment;

/// <summary>What an enrollment wants done.</summary>
public abstract record EnrollmentCommand
{
    private EnrollmentCommand()
    {
    }

    /// <summary>Keep the features of the view just seen, after those kept before.</summary>
    public sealed record Keep : EnrollmentCommand;

    /// <summary>Zero the features of some captures, by their places; the others close up.</summary>
    public sealed record Drop(ImmutableArray<int> Captures) : EnrollmentCommand;

    /// <summary>Zero everything that was captured.</summary>
    public sealed record DropAll : EnrollmentCommand;

    /// <summary>Compare the captures; <see cref="EnrollmentInput.Compared"/> or <see cref="EnrollmentInput.Failed"/> follows.</summary>
    public sealed record Compare : EnrollmentCommand;

    /// <summary>Store the captures as references; <see cref="EnrollmentInput.Stored"/> or <see cref="EnrollmentInput.Failed"/> follows.</summary>
    /// <param name="Replaces">Whose references they replace; null for somebody new.</param>
    /// <param name="Name">The new resident's name; null for the next free one.</param>
    /// <param name="Administrator">They become administrator.</param>
    /// <param name="Consent">When and how they agreed.</param>
    public sealed record Store(SubjectId? Replaces, string? Name, bool Administrator, GivenConsent Consent) : EnrollmentCommand;

    /// <summary>Erase a resident; <see cref="EnrollmentInput.Stored"/> or <see cref="EnrollmentInput.Failed"/> follows.</summary>
    public sealed record EraseResident(SubjectId Subject) : EnrollmentCommand;

    /// <summary>Erase everything; <see cref="EnrollmentInput.Stored"/> or <see cref="EnrollmentInput.Failed"/> follows.</summary>
    public sealed record EraseEverything : EnrollmentCommand;

    /// <summary>Begin or end: meanwhile no face opens the door.</summary>
    public sealed record Switch(bool On) : EnrollmentCommand;

    /// <summary>Show a sign; null for no lasting one.</summary>
    public sealed record Show(EnrollmentSign? Sign) : EnrollmentCommand;
}
