namespace DoorFace.Core.Failures;

/// <summary>An exception whose message is for people: it says what happened, where, and what to do.</summary>
public interface IClassifiedFailure
{
    FailureClass FailureClass { get; }
}
