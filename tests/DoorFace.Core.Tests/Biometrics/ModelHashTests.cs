using DoorFace.Core.Biometrics;

namespace DoorFace.Core.Tests.Biometrics;

public class ModelHashTests
{
    private const string Digits = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    [Fact]
    public void A_hash_is_equal_whatever_the_case_of_its_digits()
    {
        Assert.Equal(new ModelHash(Digits), new ModelHash(Digits.ToUpperInvariant()));
        Assert.Equal(Digits, new ModelHash(Digits.ToUpperInvariant()).ToString());
    }

    [Fact]
    public void People_are_shown_the_first_twelve_digits() => Assert.Equal("0123456789ab", new ModelHash(Digits).Prefix);

    [Fact]
    public void A_hash_with_another_digit_differs() => Assert.NotEqual(new ModelHash(Digits), new ModelHash(Digits[..63] + "0"));

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData(Digits + "0")]
    [InlineData("g123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    [InlineData("０123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    [InlineData(" 23456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef ")]
    public void Anything_else_than_64_digits_is_refused_and_quoted(string value)
    {
        var error = Assert.Throws<ArgumentException>(() => new ModelHash(value));
        Assert.Contains($"'{value}'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_hash_at_all_is_refused() => Assert.Throws<ArgumentNullException>(() => new ModelHash(null!));
}
