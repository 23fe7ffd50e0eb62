using System.Globalization;

namespace DoorFace.Host.Supervision;

/// <summary>What systemd's watchdog asks of the service.</summary>
/// <param name="Limit">The time within which it wants to be told that all is well; null when it does not want to.</param>
public sealed record WatchdogOptions(TimeSpan? Limit)
{
    /// <summary>As systemd has put it into the environment (<c>WATCHDOG_USEC</c>).</summary>
    public static WatchdogOptions FromEnvironment() => new(
        long.TryParse(Environment.GetEnvironmentVariable("WATCHDOG_USEC"), NumberStyles.None, CultureInfo.InvariantCulture, out var microseconds) && microseconds > 0
            ? TimeSpan.FromMicroseconds(microseconds)
            : null);
}
