namespace DoorFace.Core.Failures;

/// <summary>What a failure says to whoever asked; a program tells it to the shell by its exit code.</summary>
public enum FailureClass
{
    /// <summary>All works, and the answer is no.</summary>
    Negative,

    /// <summary>What was asked or set is wrong.</summary>
    Usage,

    /// <summary>Something is broken or missing.</summary>
    Fault,
}
