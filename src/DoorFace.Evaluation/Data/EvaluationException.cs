using DoorFace.Core.Failures;

namespace DoorFace.Evaluation.Data;

/// <summary>An evaluation cannot be made from what was given; the message says what is wrong and what to do, for the user.</summary>
public sealed class EvaluationException(string message) : Exception(message), IClassifiedFailure
{
    public FailureClass FailureClass => FailureClass.Usage;
}
