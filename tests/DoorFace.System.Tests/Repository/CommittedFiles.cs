using System.ComponentModel;
using System.Diagnostics;
using DoorFace.Tests.Support;

namespace DoorFace.SystemTests.Repository;

/// <summary>The files that git holds.</summary>
internal static class CommittedFiles
{
    /// <summary>Their paths from the repository's root. Skips the test where there is no git, or no checkout, to ask.</summary>
    public static IReadOnlyList<string> List()
    {
        var listing = new ProcessStartInfo("git", ["ls-files", "-z"]) { WorkingDirectory = RepositoryFiles.Root, RedirectStandardOutput = true };
        try
        {
            using var git = Process.Start(listing)!;
            var output = git.StandardOutput.ReadToEnd();
            git.WaitForExit();
            Assert.SkipUnless(git.ExitCode == 0, "These sources are no git checkout.");

            // A file deleted but not yet committed is still listed.
            return [.. output.Split('\0', StringSplitOptions.RemoveEmptyEntries).Where(file => File.Exists(Full(file)))];
        }
        catch (Win32Exception)
        {
            Assert.Skip("There is no git on this machine.");
            throw;
        }
    }

    /// <summary>Where a committed file lies.</summary>
    public static string Full(string file) => Path.Combine(RepositoryFiles.Root, file);
}
