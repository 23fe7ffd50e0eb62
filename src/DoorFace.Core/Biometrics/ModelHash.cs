namespace DoorFace.Core.Biometrics;

/// <summary>The SHA-256 of a model file, 64 lower-case hexadecimal digits. Features of two models are never compared.</summary>
public readonly record struct ModelHash
{
    /// <exception cref="ArgumentException">Not 64 hexadecimal digits.</exception>
    public ModelHash(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (value.Length != 64 || !value.All(char.IsAsciiHexDigit))
        {
            throw new ArgumentException($"A model hash is 64 hexadecimal digits (SHA-256), not '{value}'.", nameof(value));
        }

        Value = value.ToLowerInvariant();
    }

    public string Value { get; }

    /// <summary>The first 12 digits, for people.</summary>
    public string Prefix => Value[..12];

    public override string ToString() => Value;
}
