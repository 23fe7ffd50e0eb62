namespace DoorFace.Host;

/// <summary>How a run of the service ended: the first failure is what the program reports.</summary>
public sealed class RunResult
{
    private string? _failure;
    private volatile bool _asked;

    /// <summary>What broke; null while nothing did.</summary>
    public string? Failure => _failure;

    /// <summary>Whether the service may end: it was asked to, or what it was started for is over.</summary>
    public bool WasAsked => _asked;

    public void Fail(string message) => Interlocked.CompareExchange(ref _failure, message, null);

    public void Ask() => _asked = true;
}
