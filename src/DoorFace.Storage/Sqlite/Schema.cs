using Microsoft.Data.Sqlite;

namespace DoorFace.Storage.Sqlite;

/// <summary>A kind of file: its tables and how they came to be. Step n brings a file from schema version n − 1 to n (SQLite's user_version).</summary>
/// <param name="noun">What such a file is called in messages.</param>
/// <param name="applicationId">Marks a file as ours and of this kind, in SQLite's application_id.</param>
/// <param name="whenDamaged">What to do about a damaged one, as a sentence.</param>
/// <param name="judgesRows">Whether a row that breaks a rule of the tables is left to whoever reads it, and concerns nobody but its owner.</param>
/// <param name="steps">A released step is never edited; a change of the tables is a new step at the end.</param>
internal sealed class Schema(string noun, long applicationId, string whenDamaged, bool judgesRows, IReadOnlyList<string> steps)
{
    public string Noun => noun;

    public long ApplicationId => applicationId;

    public string WhenDamaged => whenDamaged;

    public bool JudgesRows => judgesRows;

    /// <summary>The version this program writes.</summary>
    public long CurrentVersion => steps.Count;

    /// <summary>Takes the missing steps, each in a transaction of its own: a power cut leaves a whole version.</summary>
    /// <exception cref="SqliteException">A step failed; the file keeps the version before it.</exception>
    public void Migrate(SqliteConnection connection)
    {
        while (connection.Integer("PRAGMA user_version") < CurrentVersion)
        {
            using var transaction = connection.BeginTransaction();
            // Read again under the write lock: another process may just have taken the step.
            var version = connection.Integer("PRAGMA user_version");
            if (version < CurrentVersion)
            {
                connection.Execute(steps[(int)version]);
                connection.Execute($"PRAGMA user_version = {version + 1}");
            }

            transaction.Commit();
        }
    }
}
