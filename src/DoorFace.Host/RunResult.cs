namespace DoorFace.Host;

/// <summary>How a run of the service ended: the first failure is what the program reports.</summary>
public sealed class RunResult
{
    private string? _failure;

    /// <summary>What broke; null while nothing did.</summary>
    public string? Failure => _failure;

    public void Fail(string message) => Interlocked.CompareExchange(ref _failure, message, null);
}
