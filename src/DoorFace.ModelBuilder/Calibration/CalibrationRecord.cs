using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using DoorFace.ModelBuilder.Quantization;

namespace DoorFace.ModelBuilder.Calibration;

/// <summary>
/// All that a quantized model takes from calibration pictures, rounded. A JSON file that is kept beside the recipe: the float results behind
/// it differ a little between CPU types, and a value close to the border between two steps falls to either side. What is made from the kept
/// record is the same everywhere.
/// </summary>
internal sealed record CalibrationRecord
{
    /// <summary>By tensor, for each channel: the equalization factor in quarter octaves, see <see cref="Passes.EqualizeActivations"/>.</summary>
    public required IReadOnlyDictionary<string, int[]> Factors { get; init; }

    /// <summary>By tensor: the least and the greatest value that its integers stand for, see <see cref="TensorRange"/>.</summary>
    public required IReadOnlyDictionary<string, float[]> Ranges { get; init; }

    /// <exception cref="ModelBuildException">The file is missing or malformed.</exception>
    public static CalibrationRecord Read(string path)
    {
        try
        {
            var record = JsonSerializer.Deserialize(File.ReadAllBytes(path), CalibrationRecordContext.Default.CalibrationRecord) ?? throw new JsonException("it is empty");
            return record.Check();
        }
        catch (JsonException e)
        {
            throw new ModelBuildException($"{path}: not a calibration record: {e.Message}. Make it anew with 'doorface-models calibrate'.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ModelBuildException($"{path}: the calibration record cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Writes the file: a line for each tensor.</summary>
    /// <exception cref="ModelBuildException">It cannot be written.</exception>
    public void Write(string path)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            WriteLines(json, "factors", Factors);
            WriteLines(json, "ranges", Ranges);
            json.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
        WholeFile.Write(path, stream.ToArray());
    }

    /// <exception cref="JsonException">A factor or a range cannot be one.</exception>
    private CalibrationRecord Check()
    {
        if (Factors.FirstOrDefault(f => f.Value is null).Key is { } missing)
        {
            throw new JsonException($"the factors of '{missing}' are missing");
        }

        var wrong = Ranges.FirstOrDefault(r => r.Value is not [<= 0 and > float.NegativeInfinity, >= 0 and < float.PositiveInfinity]).Key;
        return wrong is null ? this : throw new JsonException($"the range of '{wrong}' must be two numbers, 0 or below and 0 or above");
    }

    private static void WriteLines<T>(Utf8JsonWriter json, string name, IReadOnlyDictionary<string, T[]> tensors)
        where T : IFormattable
    {
        json.WriteStartObject(name);
        foreach (var (tensor, values) in tensors)
        {
            json.WritePropertyName(tensor);
            json.WriteRawValue($"[{string.Join(", ", values.Select(v => v.ToString(null, CultureInfo.InvariantCulture)))}]");
        }

        json.WriteEndObject();
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(CalibrationRecord))]
internal sealed partial class CalibrationRecordContext : JsonSerializerContext;
