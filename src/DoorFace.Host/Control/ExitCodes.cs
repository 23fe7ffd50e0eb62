using DoorFace.Core.Failures;

namespace DoorFace.Host.Control;

/// <summary>What the program tells the shell. Documented in Commands/README.md.</summary>
public static class ExitCodes
{
    public const int Success = 0;

    /// <summary>The command worked and the answer is no: no match, not enrolled, no such resident.</summary>
    public const int Negative = 1;

    /// <summary>The command line or a setting is wrong.</summary>
    public const int Usage = 2;

    /// <summary>Something is broken or missing: a model, the database, the camera, a GPIO line; or the door's program could reach a network.</summary>
    public const int Fault = 3;

    /// <summary>Nothing is broken, but something wants looking at: what <c>doctor</c> warns of.</summary>
    public const int Warning = 4;

    /// <summary>Stopped before the end by Ctrl+C or a signal; the service, which is stopped that way, ends with <see cref="Success"/>.</summary>
    public const int Interrupted = 130;

    /// <summary>Of a failure that has a message for people; null of any other.</summary>
    internal static int? Of(Exception exception) => exception switch
    {
        IClassifiedFailure failure => Of(failure.FailureClass),
        IOException or UnauthorizedAccessException => Fault,
        _ => null,
    };

    private static int Of(FailureClass failure) => failure switch
    {
        FailureClass.Negative => Negative,
        FailureClass.Usage => Usage,
        _ => Fault,
    };
}
