using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using DoorFace.Core.Audit;
using DoorFace.Core.Keys;
using DoorFace.Core.State;

namespace DoorFace.Storage.Keys;

/// <summary>
/// The witness as a file of three lines: what it says, as JSON; the public key; the signature under the first. Replaced as a whole, and on the medium
/// when it is.
/// </summary>
public static class WitnessFile
{
    private const string Purpose = "doorface witness 1\n";
    private const int Longest = 1 << 16;

    /// <returns>What it says, and that it is there at all: one that is no unit's word says nothing.</returns>
    /// <exception cref="IOException">It cannot be read now.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static (bool Exists, Witness? Says) Load(string path)
    {
        try
        {
            using var file = new StreamReader(path, Encoding.UTF8);
            if (file.BaseStream.Length > Longest)
                return (true, null);
            return (true, Read(file.ReadToEnd().Split('\n')));
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return (false, null);
        }
        catch (Exception error) when (error is FormatException or JsonException or InvalidOperationException or KeyNotFoundException or ArgumentException)
        {
            return (true, null);
        }
    }

    /// <param name="path">Where.</param>
    /// <param name="witness">What it says from now on.</param>
    /// <param name="signer">The unit's.</param>
    /// <param name="like">The file to whose owner it is given.</param>
    /// <exception cref="IOException">It cannot be written; the one before stays.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    internal static void Save(string path, Witness witness, UnitSigner signer, string like)
    {
        var text = Write(witness);
        var content = $"{text}\n{Convert.ToBase64String(signer.PublicKey.ToArray())}\n{Convert.ToBase64String(signer.Sign(Message(text)))}\n";
        var next = $"{path}.{Guid.NewGuid():N}.next";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            using (var file = new FileStream(next, options))
            {
                FileOwnership.Give(file.SafeFileHandle, like);
                file.Write(Encoding.UTF8.GetBytes(content));
                file.Flush(flushToDisk: true);
            }

            File.Move(next, path, overwrite: true);
        }
        catch
        {
            File.Delete(next);
            throw;
        }

        FolderSync.Sync(Path.GetDirectoryName(path)!);
    }

    private static Witness? Read(string[] lines)
    {
        if (lines is not [var text, var key, var signature, ""])
            return null;
        var unit = UnitPublicKey.FromArray(Convert.FromBase64String(key));
        using var json = JsonDocument.Parse(text);
        var said = json.RootElement;
        var residents = new RememberedResidents(
            said.GetProperty("unit").GetString()!, said.GetProperty("generation").GetInt64(), said.GetProperty("residents").GetInt32(),
            said.GetProperty("administrators").GetInt32());
        if (residents.Unit != unit.Fingerprint || !unit.Verifies(Message(text), Convert.FromBase64String(signature)))
            return null;
        return new Witness(
            residents,
            said.GetProperty("audit").GetBytesFromBase64(),
            new ChainLink(said.GetProperty("entry").GetInt64(), new ChainHash(said.GetProperty("hash").GetBytesFromBase64())),
            said.GetProperty("reset").GetBoolean(),
            said.GetProperty("before").GetString(),
            said.GetProperty("settings").EnumerateObject().ToImmutableSortedDictionary(pair => pair.Name, pair => pair.Value.GetString()!, StringComparer.Ordinal));
    }

    private static string Write(Witness witness)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("unit", witness.Residents.Unit);
            json.WriteNumber("generation", witness.Residents.Generation);
            json.WriteNumber("residents", witness.Residents.Residents);
            json.WriteNumber("administrators", witness.Residents.Administrators);
            json.WriteBase64String("audit", witness.AuditId.Span);
            json.WriteNumber("entry", witness.Audit.Sequence);
            json.WriteBase64String("hash", witness.Audit.Hash.ToArray());
            json.WriteBoolean("reset", witness.IsReset);
            json.WriteString("before", witness.Before);
            json.WriteStartObject("settings");
            foreach (var (name, value) in witness.Settings)
                json.WriteString(name, value);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static byte[] Message(string text) => Encoding.UTF8.GetBytes(Purpose + text);
}
