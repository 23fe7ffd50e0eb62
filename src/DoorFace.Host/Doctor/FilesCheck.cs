using DoorFace.Device.Kernel;

namespace DoorFace.Host.Doctor;

/// <summary>Whether what is stored is the service's alone, and only its socket is its group's too.</summary>
internal sealed class FilesCheck : ICheck
{
    private const UnixFileMode Writers = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;
    private const UnixFileMode SocketMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite;

    // SQLite's own files beside each database, and damaged audits that were moved aside.
    private static readonly string[] Suffixes = ["", "-wal", "-shm", "-journal"];

    public string Name => "files";

    public void Run(ExaminedUnit unit, Findings findings)
    {
        try
        {
            Look(unit, findings);
        }
        catch (UnauthorizedAccessException refused)
        {
            findings.Warn($"What is stored could not be looked at: {refused.Message}", "Run it with sudo.");
        }
    }

    private static void Look(ExaminedUnit unit, Findings findings)
    {
        var looked = 0;
        foreach (var folder in unit.Folders)
        {
            if (!Directory.Exists(folder))
            {
                findings.Warn($"The folder '{folder}' does not exist, or may not be looked into.", "Run it with sudo; make the folder, or name another one.");
                continue;
            }

            var status = FileStatus.Of(folder);
            var owner = unit.Service.User ?? status.Owner;
            LookAtFolder(folder, status, owner, findings);
            foreach (var file in FilesIn(folder, [.. unit.Databases, .. unit.Secrets]))
            {
                LookAtFile(file, owner, findings);
                looked++;
            }
        }

        LookAtSocket(unit.Service, findings);
        findings.Pass($"{looked} files of {string.Join(" and ", unit.Folders.Select(folder => $"'{folder}'"))} were looked at.");
    }

    private static IEnumerable<string> FilesIn(string folder, IReadOnlyList<string> paths) => paths
        .Where(path => Path.GetDirectoryName(path) == folder)
        .SelectMany(path => Suffixes.Select(suffix => path + suffix).Where(File.Exists).Concat(Directory.EnumerateFiles(folder, Path.GetFileName(path) + ".damaged-*")));

    private static void LookAtFolder(string folder, FileStatus status, uint owner, Findings findings)
    {
        var remedy = $"chmod 700 '{folder}'.";
        if ((status.Mode & Writers) != 0)
        {
            findings.Fail($"The folder '{folder}' may be written by others (mode {status.Octal}): they can take away and put in files.", remedy);
        }
        else if ((status.Mode & FileStatus.Others) != 0)
        {
            findings.Warn($"The folder '{folder}' may be looked into by others (mode {status.Octal}).", remedy);
        }

        RequireOwner(folder, status, owner, findings);
    }

    private static void LookAtFile(string file, uint owner, Findings findings)
    {
        FileStatus status;
        try
        {
            status = FileStatus.Of(file);
        }
        catch (FileNotFoundException)
        {
            return; // SQLite deletes its own as it goes.
        }

        if ((status.Mode & FileStatus.Others) != 0)
        {
            findings.Fail($"'{file}' is open to others (mode {status.Octal}).", $"chmod 600 '{file}'.");
        }

        RequireOwner(file, status, owner, findings);
    }

    private static void LookAtSocket(RunningService service, Findings findings)
    {
        if (!File.Exists(service.Socket))
        {
            return; // The service makes it; whether it answers is looked at elsewhere.
        }

        var status = FileStatus.Of(service.Socket);
        if (status.Mode == SocketMode)
        {
            findings.Pass($"The socket has mode {status.Octal}.");
        }
        else
        {
            findings.Fail($"The socket '{service.Socket}' has mode {status.Octal} in place of 0660.", "Restart the service: it makes the socket anew.");
        }
    }

    private static void RequireOwner(string path, FileStatus status, uint owner, Findings findings)
    {
        if (status.Owner != owner)
        {
            findings.Fail($"'{path}' belongs to user {status.Owner} and not to the service's, {owner}, who may be unable to use it.", $"chown {owner} '{path}'.");
        }
    }
}
