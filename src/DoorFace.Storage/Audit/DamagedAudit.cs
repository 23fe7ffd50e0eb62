namespace DoorFace.Storage.Audit;

/// <summary>Moves a damaged audit file out of the way, to be looked at later: <c>NAME.damaged-1</c> and so on.</summary>
internal static class DamagedAudit
{
    // A card that fails again and again must not be filled with what it spoilt.
    private const int MostKept = 5;

    // SQLite's own files beside the database; without them what is left of it could not be read.
    private static readonly string[] Parts = ["", "-wal", "-shm"];

    /// <summary>Whether one was ever moved away from here.</summary>
    public static bool Exists(string path) => Number(path, 1).Any(File.Exists);

    /// <summary>Moves the file and its log, over the newest of those before when there are too many.</summary>
    /// <returns>Where it is now.</returns>
    /// <exception cref="IOException">It could not be moved.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be moved.</exception>
    public static string MoveAway(string path)
    {
        var number = 1;
        while (number < MostKept && Number(path, number).Any(File.Exists))
            number++;

        var moved = Number(path, number).ToArray();
        for (var part = 0; part < Parts.Length; part++)
        {
            // One that the newest before had and this one has not is no part of it.
            File.Delete(moved[part]);
            if (File.Exists(path + Parts[part]))
                File.Move(path + Parts[part], moved[part]);
        }

        return moved[0];
    }

    /// <summary>Deletes every one that was moved away from here.</summary>
    /// <exception cref="IOException">One could not be deleted.</exception>
    /// <exception cref="UnauthorizedAccessException">One may not be deleted.</exception>
    public static void DeleteAll(string path)
    {
        for (var number = 1; number <= MostKept; number++)
        {
            foreach (var part in Number(path, number))
                File.Delete(part);
        }
    }

    private static IEnumerable<string> Number(string path, int number) => Parts.Select(part => $"{path}.damaged-{number}{part}");
}
