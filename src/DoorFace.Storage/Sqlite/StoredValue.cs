using System.Security.Cryptography;

namespace DoorFace.Storage.Sqlite;

/// <summary>What a value in a row can be that the program never wrote.</summary>
internal static class StoredValue
{
    /// <summary>No value of ours is longer, in bytes; SQLite refuses a longer one before there is memory for it.</summary>
    public const int Longest = 1 << 20;

    /// <summary>Whether an exception can have come out of stored bytes: a wrong type, a number out of its range, a text or a key that is none.</summary>
    public static bool IsDamage(Exception error) => error
        is FormatException or ArgumentException or ArithmeticException or InvalidCastException or CryptographicException or IndexOutOfRangeException
        or NullReferenceException or PlatformNotSupportedException or (InvalidOperationException and not ObjectDisposedException);
}
