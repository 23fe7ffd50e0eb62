using System.Text;
using CsCheck;
using DoorFace.Core.Door;
using DoorFace.Host.Settings;
using DoorFace.Tests.Support;

namespace DoorFace.Host.Tests.Settings;

/// <summary>Settings that nobody meant, in the file and on the command line.</summary>
public sealed class SettingsFuzzTests : IDisposable
{
    private static readonly Gen<string> Value = Gen.OneOf(
        Fuzz.AnyOf("", " ", "null", "NaN", "-1", "0", "1e400", "-0", "99999999999999999999", "00:00:00", "10675199.02:48:05.4775807", "true", "\0", "GPIO17", "17", "7", "/", "FailSafe"),
        Fuzz.AnyOf([.. SettingRules.All.Select(rule => rule.Default)]),
        Gen.Int.Select(number => $"{number}"),
        Gen.Double.Select(number => $"{number}"),
        Gen.String);

    private static readonly Gen<string> Key = Gen.OneOf(
        Fuzz.AnyOf([.. SettingRules.All.Select(rule => rule.Key)]),
        Fuzz.AnyOf([.. SettingRules.All.Select(rule => rule.Key + ":0"), .. SettingRules.All.Select(rule => rule.Key.Split(':')[0])]),
        Gen.String);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("doorface-settings-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void What_stands_on_the_command_line_is_refused_or_allowed() => Fuzz.Try(
        Gen.Select(Key, Value).Array[1, 6], pairs => Read(Write("{}"u8.ToArray()), pairs), times: 300);

    [Fact]
    public void What_stands_in_the_file_is_refused_or_allowed()
    {
        const string settings = """
            { "Door": { "UnlockTime": "00:00:05", "Strike": "FailSecure" }, "Access": { "ProbeViews": 2, "MinimumFaceWidth": 90.5, "Intent": "FacePresent" },
              "Gpio": { "StrikeDrive": "Level", "Outputs": { "Strike": { "Line": 7, "ActiveLow": true } }, "Inputs": { "Fire": { "Contact": "NormallyClosed" } } },
              "Identification": { "FalsePositiveRate": 1e-4 }, "Camera": { "Loop": true }, "Storage": { "Database": "x.db" } }
            """;
        Fuzz.Try(Fuzz.Mutated(Encoding.UTF8.GetBytes(settings)), file => Read(Write(file), []), times: 500);
    }

    private static void Read(string file, (string Key, string Value)[] pairs)
    {
        var overrides = pairs.DistinctBy(pair => pair.Key, StringComparer.OrdinalIgnoreCase).Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value)).ToList();
        try
        {
            var settings = SettingsReader.Read(file, overrides);
            // What is allowed lets nobody's face in more easily, nor the strike stay released for longer, than any rule says.
            Assert.InRange(settings.Door.UnlockTime, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
            Assert.InRange(settings.Identification.FalsePositiveRate, 0, 0.01);
        }
        catch (SettingsException refusal)
        {
            Assert.NotEmpty(refusal.Message);
        }

        // After a crash there must be a wiring to switch off, whatever stands there.
        Assert.True(SettingsReader.ReadWiring(file, overrides).Gpio.Outputs.ContainsKey(DoorOutput.Strike));
    }

    private string Write(byte[] content)
    {
        var path = Path.Combine(_folder.FullName, "settings.json");
        File.WriteAllBytes(path, content);
        return path;
    }
}
