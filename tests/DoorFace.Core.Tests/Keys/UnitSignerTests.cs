using System.Security.Cryptography;
using CsCheck;
using DoorFace.Core.Keys;

namespace DoorFace.Core.Tests.Keys;

public sealed class UnitSignerTests
{
    private static readonly UnitSigner Signer = UnitSigner.Create();

    [Fact]
    public void What_was_signed_is_verified_with_the_public_key_alone() => Gen.Byte.Array[0, 300].Sample(
        message => UnitPublicKey.FromPem(Signer.PublicKey.ToPem()).Verifies(message, Signer.Sign(message)), iter: 100);

    [Fact]
    public void A_changed_message_or_signature_is_not()
    {
        var changes = Gen.Select(Gen.Byte.Array[1, 100], Gen.Int[0, (UnitSigner.SignatureLength * 8) - 1], Gen.Int[0, 799]);
        changes.Sample(
            (message, ofSignature, ofMessage) =>
            {
                var signature = Signer.Sign(message);
                var otherSignature = Flipped(signature, ofSignature);
                var otherMessage = Flipped(message, ofMessage % (message.Length * 8));
                return !Signer.PublicKey.Verifies(message, otherSignature) && !Signer.PublicKey.Verifies(otherMessage, signature);
            },
            iter: 300);
    }

    [Fact]
    public void A_signature_of_another_length_is_none() =>
        Gen.Byte.Array[0, 200].Sample(bytes => !Signer.PublicKey.Verifies("hello"u8, bytes), iter: 300);

    [Fact]
    public void A_public_key_with_any_bit_flipped_is_none_or_signed_nothing()
    {
        var (info, signature) = (Signer.PublicKey.ToArray(), Signer.Sign("hello"u8));
        for (var bit = 0; bit < info.Length * 8; bit++)
        {
            UnitPublicKey other;
            try
            {
                other = UnitPublicKey.FromArray(Flipped(info, bit));
            }
            catch (FormatException)
            {
                continue;
            }

            Assert.False(other.Verifies("hello"u8, signature), $"bit {bit}");
        }
    }

    [Fact]
    public void Another_unit_did_not_sign_it()
    {
        using var other = UnitSigner.Create();
        Assert.False(other.PublicKey.Verifies("hello"u8, Signer.Sign("hello"u8)));
        Assert.NotEqual(other.PublicKey, Signer.PublicKey);
    }

    [Fact]
    public void A_key_that_was_stored_is_the_same_key()
    {
        using var again = UnitSigner.FromPrivateKey(Signer.ExportPrivateKey());
        Assert.Equal(Signer.PublicKey, again.PublicKey);
        Assert.True(Signer.PublicKey.Verifies("hello"u8, again.Sign("hello"u8)));
    }

    [Fact]
    public void What_is_no_key_of_a_unit_is_refused()
    {
        using var otherCurve = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        Assert.Throws<FormatException>(() => UnitSigner.FromPrivateKey(otherCurve.ExportPkcs8PrivateKey()));
        Assert.Throws<FormatException>(() => UnitPublicKey.FromArray(otherCurve.ExportSubjectPublicKeyInfo()));
        Assert.Throws<FormatException>(() => UnitPublicKey.FromPem(otherCurve.ExportPkcs8PrivateKeyPem()));
        Assert.Throws<FormatException>(() => UnitPublicKey.FromArray([.. Signer.PublicKey.ToArray(), 0]));
        Gen.Byte.Array[0, 200].Sample(
            bytes => Throws(() => UnitSigner.FromPrivateKey(bytes)) && Throws(() => UnitPublicKey.FromArray(bytes)), iter: 300);
    }

    private static byte[] Flipped(byte[] bytes, int bit)
    {
        byte[] flipped = [.. bytes];
        flipped[bit / 8] ^= (byte)(1 << (bit % 8));
        return flipped;
    }

    private static bool Throws(Action action)
    {
        try
        {
            action();
            return false;
        }
        catch (FormatException)
        {
            return true;
        }
    }
}
