using DoorFace.Core.Access;
using DoorFace.Core.Audit;
using DoorFace.Core.Biometrics;
using DoorFace.Core.Time;
using Microsoft.Extensions.Logging;

namespace DoorFace.Host.Supervision;

/// <summary>Every line that the service logs. None names or describes anybody who is not enrolled.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Watching. Nothing leaves this unit.")]
    public static partial void Watching(this ILogger logger);

    [LoggerMessage(2, LogLevel.Information, "The recording has ended.")]
    public static partial void RecordingEnded(this ILogger logger);

    [LoggerMessage(3, LogLevel.Information, "{Residents} resident(s) enrolled; the threshold for so many is {Threshold}.")]
    public static partial void GalleryLoaded(this ILogger logger, int residents, ComparisonScore threshold);

    [LoggerMessage(4, LogLevel.Warning, "{Warning}")]
    public static partial void ReferencesUnused(this ILogger logger, string warning);

    /// <summary>To whom is for the audit alone, which forgets it in time; nobody knows how long the system keeps this.</summary>
    [LoggerMessage(5, LogLevel.Information, "Granted: score {Score} at threshold {Threshold}.")]
    public static partial void Granted(this ILogger logger, ComparisonScore score, ComparisonScore threshold);

    [LoggerMessage(6, LogLevel.Information, "Denied: {Reason} at {At}.")]
    public static partial void Denied(this ILogger logger, DenialReason reason, MonotonicInstant at);

    [LoggerMessage(7, LogLevel.Information, "{Kind} {Detail}")]
    public static partial void Happened(this ILogger logger, AuditKind kind, string detail);

    [LoggerMessage(8, LogLevel.Critical, "Recognition has failed and no face opens the door: {Message}")]
    public static partial void RecognitionFailed(this ILogger logger, string message);

    [LoggerMessage(9, LogLevel.Critical, "The door's outputs have failed: {Message}")]
    public static partial void DoorFailed(this ILogger logger, string message);

    [LoggerMessage(10, LogLevel.Debug, "Details of the failure.")]
    public static partial void FailureDetails(this ILogger logger, Exception exception);

    [LoggerMessage(11, LogLevel.Error, "The door's lines have failed and are at their safe levels; they are opened again soon: {Message}")]
    public static partial void LinesFailed(this ILogger logger, string message);

    [LoggerMessage(12, LogLevel.Error, "The audit cannot be stored; entries wait in memory: {Message}")]
    public static partial void AuditFailed(this ILogger logger, string message);

    [LoggerMessage(13, LogLevel.Critical, "{Entries} entries of the audit are lost, because they could not be stored before the end.")]
    public static partial void EntriesNotStored(this ILogger logger, int entries);

    [LoggerMessage(14, LogLevel.Critical, "A service loop stopped responding {Silence} ago; systemd is told nothing more and will start the program again.")]
    public static partial void LoopStandsStill(this ILogger logger, TimeSpan silence);

    [LoggerMessage(15, LogLevel.Information, "Recognition is tried again in {Delay}.")]
    public static partial void RecognitionRetried(this ILogger logger, TimeSpan delay);

    [LoggerMessage(70, LogLevel.Warning, "It took longer than a second until a frame was looked at: what was seen in it counts for nothing.")]
    public static partial void LookedTooLong(this ILogger logger);

    [LoggerMessage(18, LogLevel.Information, "First frame processed.")]
    public static partial void FirstFrame(this ILogger logger);

    [LoggerMessage(19, LogLevel.Error, "The residents cannot be read or written: {Message}")]
    public static partial void ResidentsFailed(this ILogger logger, string message);

    [LoggerMessage(56, LogLevel.Error, "The residents are erased, but the audit has not been for {Waited}; it will be as soon as it can be written.")]
    public static partial void AuditNotErased(this ILogger logger, TimeSpan waited);

    [LoggerMessage(30, LogLevel.Error, "The last uses and the retention of residents cannot be kept; it is tried again: {Message}")]
    public static partial void RetentionFailed(this ILogger logger, string message);

    [LoggerMessage(17, LogLevel.Error, "systemd cannot be told how the service is: {Message}")]
    public static partial void SystemdNotTold(this ILogger logger, string message);

    [LoggerMessage(31, LogLevel.Error, "An administrator's call has failed: {Message}")]
    public static partial void ControlCallFailed(this ILogger logger, string message);

    [LoggerMessage(60, LogLevel.Error, "{Part} has failed and is tried again in {Wait}: {Message}")]
    public static partial void ServiceFailed(this ILogger logger, string part, string message, TimeSpan wait);

    [LoggerMessage(61, LogLevel.Information, "{Part} works again.")]
    public static partial void ServiceWorks(this ILogger logger, string part);

    [LoggerMessage(62, LogLevel.Warning, "What the door must remember cannot be kept in reserve: {Message}")]
    public static partial void ReserveFailed(this ILogger logger, string message);

    [LoggerMessage(55, LogLevel.Error, "Entries of the audit whose time is over cannot be emptied now; it is tried again: {Message}")]
    public static partial void AuditNotCleaned(this ILogger logger, string message);

    [LoggerMessage(57, LogLevel.Critical, "The unit's state is in doubt, and no face opens the door: {Message}")]
    public static partial void StateInDoubt(this ILogger logger, string message);

    [LoggerMessage(58, LogLevel.Warning, "The unit's state cannot be looked at now: {Message}")]
    public static partial void StateNotLookedAt(this ILogger logger, string message);
}
