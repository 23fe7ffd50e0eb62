namespace DoorFace.Device.Kernel;

/// <summary>Tells one start of the machine from another.</summary>
public static class MachineBoot
{
    private const string Path = "/proc/sys/kernel/random/boot_id";

    /// <summary>The kernel's random number of this start, as text; null where it cannot be read.</summary>
    public static string? Id()
    {
        try
        {
            return File.ReadAllText(Path).Trim() is { Length: > 0 } id ? id : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
