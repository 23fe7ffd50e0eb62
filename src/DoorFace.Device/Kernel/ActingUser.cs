using System.ComponentModel;
using System.Runtime.InteropServices;

namespace DoorFace.Device.Kernel;

/// <summary>Lets this process, which is root's, touch files as another user for a while, on all of its threads, and return.</summary>
public sealed partial class ActingUser : IDisposable
{
    private readonly uint[] _groups;
    private readonly uint _group;
    private bool _ended;

    private ActingUser(uint user, uint group)
    {
        (_group, _groups) = (GetEffectiveGroup(), Groups());
        try
        {
            // In this order: who is not root may change neither of the first two.
            Check(SetGroups(1, [group]));
            Check(SetEffectiveGroup(group));
            Check(SetEffectiveUser(user));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <param name="user">The user's number.</param>
    /// <param name="group">The only group that they are in then.</param>
    /// <exception cref="IOException">The kernel does not allow it.</exception>
    public static ActingUser Begin(uint user, uint group) => new(user, group);

    public void Dispose()
    {
        if (_ended)
        {
            return;
        }

        _ended = true;
        _ = SetEffectiveUser(ProcessUser.Id);
        _ = SetEffectiveGroup(_group);
        _ = SetGroups((nuint)_groups.Length, _groups);
    }

    private static uint[] Groups()
    {
        var groups = new uint[Math.Max(GetGroups(0, []), 0)];
        return groups[..Math.Max(GetGroups(groups.Length, groups), 0)];
    }

    private static void Check(int result)
    {
        if (result < 0)
        {
            throw new IOException($"The service's files are not touched as root, and this process may not act as their owner: {new Win32Exception(Marshal.GetLastPInvokeError()).Message}.");
        }
    }

    // Those of the C library, which does it on every thread.
    [LibraryImport("libc", EntryPoint = "seteuid", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetEffectiveUser(uint user);

    [LibraryImport("libc", EntryPoint = "setegid", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetEffectiveGroup(uint group);

    [LibraryImport("libc", EntryPoint = "setgroups", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetGroups(nuint count, ReadOnlySpan<uint> groups);

    [LibraryImport("libc", EntryPoint = "getgroups", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int GetGroups(int count, Span<uint> groups);

    [LibraryImport("libc", EntryPoint = "getegid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial uint GetEffectiveGroup();
}
