using DoorFace.Device.Kernel;
using DoorFace.Storage.Keys;

namespace DoorFace.Host.Settings;

/// <summary>
/// As whom the service's files are touched. The service's user can put links, pipes and whole folders in the place of its files, and root would follow
/// them anywhere; so a command that root runs does there what the service's user could do itself, and no more.
/// </summary>
internal static class StateOwner
{
    private const uint Root = 0;

    /// <summary>Acts as the user to whom the files belong, until it is disposed of; does nothing for anybody but root, or where all is root's.</summary>
    /// <exception cref="IOException">This process may not act as that user.</exception>
    public static IDisposable? ActAs(StorageSettings storage) =>
        OperatingSystem.IsLinux() && ProcessUser.EffectiveId == Root && Of(storage) is { } owner ? ActingUser.Begin(owner.User, owner.Group) : null;

    /// <summary>A service is not started as root over the files of another user, whom it would follow and lock out.</summary>
    /// <exception cref="IOException">It would be.</exception>
    public static void RequireOwn(StorageSettings storage)
    {
        if (OperatingSystem.IsLinux() && ProcessUser.EffectiveId == Root
            && FileOwner.OfLink(Path.GetDirectoryName(storage.FullDatabasePath)!) is { User: not Root and var user })
        {
            throw new IOException($"The files of the door belong to the user with the number {user}, and you are root: start the service by its unit, or as that user.");
        }
    }

    /// <summary>The first owner but root along the paths: whoever owns a folder decides what lies beneath it. Null where all is root's.</summary>
    internal static FileOwner? Of(StorageSettings storage) =>
        ((string[])[storage.FullDatabasePath, storage.FullAuditPath, storage.KeyLocation.File])
            .SelectMany(Along)
            .Select(FileOwner.OfLink)
            .FirstOrDefault(owner => owner is not null && owner.User != Root);

    // From the root on.
    private static IEnumerable<string> Along(string path)
    {
        for (var end = path.IndexOf(Path.DirectorySeparatorChar, 1); end > 0; end = path.IndexOf(Path.DirectorySeparatorChar, end + 1))
        {
            yield return path[..end];
        }

        yield return path;
    }
}
