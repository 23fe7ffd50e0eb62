using System.Text.Json;
using System.Text.Json.Serialization;
using DoorFace.Core.Biometrics;

namespace DoorFace.Vision.Models;

/// <summary>The form of <c>models.json</c>.</summary>
internal sealed record ModelManifest(IReadOnlyList<ModelDescription> Models);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters =
    [
        typeof(NameConverter<ModelRole>), typeof(NameConverter<ChannelOrder>), typeof(NameConverter<DetectorDecoder>), typeof(ModelHashConverter),
    ])]
[JsonSerializable(typeof(ModelManifest))]
internal sealed partial class ModelManifestContext : JsonSerializerContext;

/// <summary>Reads an enum by its exact name in camel case and says which names there are when it is none of them.</summary>
internal sealed class NameConverter<T> : JsonConverter<T>
    where T : struct, Enum
{
    /// <summary>Every name, for messages.</summary>
    public static string Known { get; } = string.Join(", ", Enum.GetValues<T>().Select(NameOf));

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        foreach (var value in Enum.GetValues<T>())
        {
            if (NameOf(value) == text)
            {
                return value;
            }
        }

        throw new JsonException($"unknown {typeof(T).Name} '{text}', known are {Known}");
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(NameOf(value));

    private static string NameOf(T value) => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}

internal sealed class ModelHashConverter : JsonConverter<ModelHash>
{
    public override ModelHash Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.TokenType == JsonTokenType.String ? reader.GetString()! : string.Empty;
        return ModelHash.ObjectionTo(text) is { } objection ? throw new JsonException(objection) : new ModelHash(text);
    }

    public override void Write(Utf8JsonWriter writer, ModelHash value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}
