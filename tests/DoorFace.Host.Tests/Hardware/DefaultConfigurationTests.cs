using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using DoorFace.Core.Door;
using DoorFace.Host.Settings;
using DoorFace.Tests.Support;

namespace DoorFace.Host.Tests.Hardware;

/// <summary>The configuration file that comes with the program says what the program does without one.</summary>
public class DefaultConfigurationTests
{
    private const string File = "src/DoorFace.Host/appsettings.json";

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    [Trait("Text", "Generated")]
    public void The_default_configuration_is_the_wiring()
    {
        var root = new JsonObject();
        foreach (var rule in SettingRules.All.Where(rule => rule.Key.StartsWith("Gpio:", StringComparison.Ordinal)))
        {
            var levels = rule.Key.Split(':');
            var section = root;
            foreach (var level in levels[..^1])
            {
                section = (JsonObject)(section[level] ??= new JsonObject());
            }

            section[levels[^1]] = Value(rule.Default);
        }

        GeneratedText.Compare(File, root.ToJsonString(Readable).ReplaceLineEndings("\n") + "\n");
    }

    [Fact]
    public void Reading_it_gives_exactly_the_defaults() =>
        Assert.Equivalent(new DoorFaceSettings(), SettingsReader.Read(Path.Combine(RepositoryFiles.Root, File), []), strict: true);

    [Fact]
    public void It_names_every_line_of_the_wiring_plan()
    {
        using var plan = JsonDocument.Parse(System.IO.File.ReadAllText(Path.Combine(RepositoryFiles.Root, "hardware", "wiring.json")));
        using var configuration = JsonDocument.Parse(System.IO.File.ReadAllText(Path.Combine(RepositoryFiles.Root, File)));
        var gpio = configuration.RootElement.GetProperty("Gpio");

        foreach (var output in Enum.GetNames<DoorOutput>())
        {
            var (wired, configured) = (plan.RootElement.GetProperty("outputs").GetProperty(output), gpio.GetProperty("Outputs").GetProperty(output));
            Assert.Equal(wired.GetProperty("line").GetInt32(), configured.GetProperty("Line").GetInt32());
            Assert.Equal(wired.GetProperty("activeLow").GetBoolean(), configured.GetProperty("ActiveLow").GetBoolean());
        }

        foreach (var sensor in Enum.GetNames<DoorSensor>())
        {
            var (wired, configured) = (plan.RootElement.GetProperty("inputs").GetProperty(sensor), gpio.GetProperty("Inputs").GetProperty(sensor));
            Assert.Equal(wired.GetProperty("line").GetInt32(), configured.GetProperty("Line").GetInt32());
            Assert.Equal(wired.GetProperty("bias").GetString(), configured.GetProperty("Bias").GetString());
            Assert.Equal(wired.GetProperty("used").GetBoolean() ? wired.GetProperty("contact").GetString() : "Absent", configured.GetProperty("Contact").GetString());
        }
    }

    private static JsonNode? Value(string written) =>
        bool.TryParse(written, out var flag) ? flag
        : int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : written;
}
