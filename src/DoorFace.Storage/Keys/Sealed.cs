using System.Security.Cryptography;
using System.Text;

namespace DoorFace.Storage.Keys;

/// <summary>
/// Bytes under AES-256-GCM: a 1 for the form, 12 random bytes (the nonce), the encrypted bytes, and a tag of 16 bytes. What they are and whose is
/// authenticated with them, so that they are of no use in another place.
/// </summary>
internal static class Sealed
{
    public const int KeyLength = 32;

    private const byte Form = 1;
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const int Overhead = 1 + NonceLength + TagLength;

    /// <param name="key"><see cref="KeyLength"/> bytes.</param>
    /// <param name="plain">What to encrypt.</param>
    /// <param name="place">What it is and whose.</param>
    public static byte[] Seal(ReadOnlySpan<byte> key, ReadOnlySpan<byte> plain, string place)
    {
        var box = new byte[plain.Length + Overhead];
        box[0] = Form;
        var nonce = box.AsSpan(1, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagLength);
        aes.Encrypt(nonce, plain, box.AsSpan(1 + NonceLength, plain.Length), box.AsSpan(box.Length - TagLength), Encoding.UTF8.GetBytes(place));
        return box;
    }

    /// <summary>Decrypts into memory that never moves; whoever takes it zeroes it.</summary>
    /// <exception cref="CryptographicException">Another key sealed it, for another place, or it was changed since.</exception>
    public static byte[] Open(ReadOnlySpan<byte> key, ReadOnlySpan<byte> box, string place)
    {
        if (box.Length < Overhead || box[0] != Form)
            throw new CryptographicException("It is not encrypted as this program does it.");

        var plain = GC.AllocateArray<byte>(box.Length - Overhead, pinned: true);
        using var aes = new AesGcm(key, TagLength);
        aes.Decrypt(box[1..(1 + NonceLength)], box[(1 + NonceLength)..^TagLength], box[^TagLength..], plain, Encoding.UTF8.GetBytes(place));
        return plain;
    }
}
