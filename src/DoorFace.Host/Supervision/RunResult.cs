namespace DoorFace.Host.Supervision;

/// <summary>How a run of the service ended: the first failure is what the program reports.</summary>
public sealed class RunResult
{
    private string? _failure;
    private volatile bool _asked;

    /// <summary>What broke; null while nothing did.</summary>
    public string? Failure => _failure;

    /// <summary>What the program says at its end; null when it went well. Nothing of ours ends it unasked, but whatever does must not pass for an order.</summary>
    public string? Verdict => Failure ?? (_asked ? null : "The service has stopped without having been asked to.");

    public void Fail(string message) => Interlocked.CompareExchange(ref _failure, message, null);

    /// <summary>The service may end: it was asked to, or what it was started for is over.</summary>
    public void Ask() => _asked = true;
}
