using System.Text.Json;
using System.Text.Json.Serialization;
using DoorFace.Host.Sockets;

namespace DoorFace.Host.Control;

/// <summary>One line of JSON from an administrator's command to the running service, of at most <see cref="LongestLine"/> bytes.</summary>
/// <param name="Version">Of this format: <see cref="CurrentVersion"/>.</param>
/// <param name="Command">What to do; one of <see cref="ControlCommands"/>.</param>
/// <param name="Seconds">For how long, where the command takes a time.</param>
/// <param name="EndsAt">The same end by the wall clock, where it was given so.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ControlRequest(int Version, [property: JsonRequired] string Command, double? Seconds = null, DateTimeOffset? EndsAt = null)
{
    public const int CurrentVersion = 2;

    /// <summary>Bytes of a request, and of what else a caller says.</summary>
    public const int LongestLine = 4096;

    /// <summary>The residents' file that the caller means; null for that of the service, whichever it is.</summary>
    public string? Database { get; init; }

    /// <summary>Which resident.</summary>
    public string? Name { get; init; }

    /// <summary>What they are called from now on.</summary>
    public string? NewName { get; init; }

    /// <summary>The hours of the week in which they may enter; null for any.</summary>
    public string? Schedule { get; init; }

    /// <summary>The first instant at which they may; null for always.</summary>
    public DateTimeOffset? ValidFrom { get; init; }

    /// <summary>The first instant at which they may not any more; null for ever.</summary>
    public DateTimeOffset? ValidUntil { get; init; }

    /// <summary>How many entries of the audit; null for as many as a page has.</summary>
    public int? Most { get; init; }

    /// <summary>Only entries before this number, the newest first; null for the newest of all.</summary>
    public long? Before { get; init; }

    /// <summary>Only entries after this number, the oldest first.</summary>
    public long? After { get; init; }

    /// <summary>What is to stand in a proof.</summary>
    public string? Challenge { get; init; }

    /// <summary>The public key, PEM, that must have sealed the audit; null for the unit's own.</summary>
    public string? PublicKey { get; init; }

    /// <summary>The user whom sudo told the caller that they were; null without sudo.</summary>
    public uint? SudoUser { get; init; }

    /// <summary>Whoever is to be enrolled is not to become administrator.</summary>
    public bool NoAdministrator { get; init; }

    /// <summary>A request of this version.</summary>
    public static ControlRequest Of(string command) => new(CurrentVersion, command) { SudoUser = LoginUser.Hint };

    /// <exception cref="RefusedRequestException">The line is no request of this version.</exception>
    public static ControlRequest Read(string line)
    {
        try
        {
            // First of all, so that a newer command is told what is older than itself.
            var version = JsonSerializer.Deserialize(line, ControlJson.Default.AnyRequest)?.Version;
            return version == CurrentVersion
                ? JsonSerializer.Deserialize(line, ControlJson.Default.ControlRequest)!
                : throw new RefusedRequestException($"The request is of version {version}; the service speaks version {CurrentVersion}.");
        }
        catch (JsonException)
        {
            throw new RefusedRequestException("The request is no JSON of this format.");
        }
    }
}
