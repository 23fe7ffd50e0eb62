namespace DoorFace.Core.Biometrics;

/// <summary>The SHA-256 of a model file, 64 lower-case hexadecimal digits. Features of two models are never compared.</summary>
public readonly record struct ModelHash
{
    /// <exception cref="ArgumentException">Not 64 hexadecimal digits.</exception>
    public ModelHash(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (ObjectionTo(value) is { } objection)
        {
            throw new ArgumentException(objection, nameof(value));
        }

        Value = value.ToLowerInvariant();
    }

    public string Value { get; }

    /// <summary>Why a text is no hash, as a sentence; null when it is one.</summary>
    public static string? ObjectionTo(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.Length == 64 && value.All(char.IsAsciiHexDigit) ? null : $"A model hash is 64 hexadecimal digits (SHA-256), not '{value}'.";
    }

    /// <summary>The first 12 digits, for people.</summary>
    public string Prefix => Value[..12];

    public override string ToString() => Value;
}
