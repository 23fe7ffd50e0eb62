using DoorFace.Core.Failures;

namespace DoorFace.Storage;

/// <summary>A file cannot be used; the message names the file, what is wrong with it and what to do.</summary>
public sealed class StorageException(StorageFault fault, string message, Exception? inner = null) : Exception(message, inner), IClassifiedFailure
{
    public StorageFault Fault { get; } = fault;

    public FailureClass FailureClass => FailureClass.Fault;
}
