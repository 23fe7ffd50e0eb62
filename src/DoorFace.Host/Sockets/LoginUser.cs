using System.Globalization;

namespace DoorFace.Host.Sockets;

/// <summary>
/// Who logged in, whoever they have become since by sudo or su: the kernel keeps it with every process, and only somebody with root can change it. It
/// tells administrators apart who all ask as root.
/// </summary>
internal static class LoginUser
{
    private const uint Unset = uint.MaxValue;

    /// <summary>The user's number; null for a process that began with no login, or when the kernel does not tell.</summary>
    /// <param name="process">A process's number, or <c>self</c>.</param>
    public static uint? Of(string process)
    {
        try
        {
            return uint.TryParse(File.ReadAllText($"/proc/{process}/loginuid"), CultureInfo.InvariantCulture, out var user) && user != Unset ? user : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The process at the other end of a socket, likewise; null too when it has ended, so that its number may be another's by now.</summary>
    public static uint? AtOtherEnd(UnixSocket socket)
    {
        var process = socket.PeerProcess.ToString(CultureInfo.InvariantCulture);
        var user = Of(process);
        return user is not null && socket.PeerStillIs(process) ? user : null;
    }

    /// <summary>What sudo told this process, which anybody can make up: a hint, and said to be one.</summary>
    public static uint? Hint =>
        uint.TryParse(Environment.GetEnvironmentVariable("SUDO_UID"), NumberStyles.None, CultureInfo.InvariantCulture, out var user) ? user : null;

    /// <summary>Such as <c>uid 0 (login uid 1000)</c>.</summary>
    public static string Describe(uint user, uint? login, uint? hint) => (login, hint) switch
    {
        ({ } known, _) when known != user => $"uid {user} (login uid {known})",
        (null, { } said) when said != user => $"uid {user} (SUDO_UID {said}, by their own word)",
        _ => $"uid {user}",
    };
}
