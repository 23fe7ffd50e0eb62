using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using DoorFace.Core.Door;

namespace DoorFace.Host.Audit;

/// <summary>
/// What stands in the reserve: a line that says what it is, a line of JSON (or <c>null</c> when everything is stored), the SHA-256 of that line, and blanks.
/// Nobody's seal: it only ever locks, and whoever may write it could delete it.
/// </summary>
internal static class ReserveText
{
    /// <summary>Bytes in all: one sector, which a disk writes as a whole.</summary>
    public const int Length = 512;

    private const string Title = "doorface reserve 1";

    public static byte[] Of(DoorMemory? pending)
    {
        var json = JsonSerializer.Serialize(pending, ReserveJson.Default.DoorMemory!);
        return Encoding.ASCII.GetBytes($"{Title}\n{json}\n{HashOf(json)}\n".PadRight(Length));
    }

    /// <summary>What was not stored; null for nothing. Bytes that are none of ours once told something: a lock-down.</summary>
    public static DoorMemory? Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return null;
        }

        var lines = Encoding.ASCII.GetString(bytes).Split('\n');
        try
        {
            return lines is [Title, var json, var hash, ..] && hash == HashOf(json)
                ? JsonSerializer.Deserialize(json, ReserveJson.Default.DoorMemory!)
                : new DoorMemory(LockDown: true);
        }
        catch (JsonException)
        {
            return new DoorMemory(LockDown: true);
        }
    }

    private static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(text)));
}

[JsonSerializable(typeof(DoorMemory))]
internal sealed partial class ReserveJson : JsonSerializerContext;
