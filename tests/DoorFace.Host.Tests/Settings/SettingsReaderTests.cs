using DoorFace.Core.Access;
using DoorFace.Core.Door;
using DoorFace.Host.Settings;

namespace DoorFace.Host.Tests.Settings;

public sealed class SettingsReaderTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("doorface-settings-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Without_any_configuration_every_setting_has_its_default() =>
        Assert.Equivalent(new DoorFaceSettings(), Read("{}"), strict: true);

    [Fact]
    public void Every_default_is_itself_allowed() =>
        Assert.All(SettingRules.All, rule => Assert.Null(rule.Check(rule.Default)));

    [Fact]
    public void Every_setting_can_be_set_and_lands_where_its_key_says()
    {
        var settings = Read("""
            { "Door": { "UnlockTime": "00:00:03" }, "Access": { "SeveralFaces": "Refuse", "ProbeViews": "2", "MinimumFaceWidth": 90.5 },
              "Gpio": { "Outputs": { "Strike": { "Line": 7, "ActiveLow": true } } }, "Identification": { "FalsePositiveRate": 1e-4 } }
            """);

        Assert.Equal(TimeSpan.FromSeconds(3), settings.Door.UnlockTime);
        Assert.Equal(SeveralFacesRule.Refuse, settings.Access.SeveralFaces);
        Assert.Equal((2, 90.5f), (settings.Access.ProbeViews, settings.Access.MinimumFaceWidth));
        Assert.Equal(new GpioOutputSettings { Line = "7", ActiveLow = true }, settings.Gpio.Outputs[DoorOutput.Strike]);
        Assert.Equal(1e-4, settings.Identification.FalsePositiveRate);
    }

    [Theory]
    [InlineData("Door:UnlockTime", "00:02:00", "00:00:01 to 00:01:00")]
    [InlineData("Door:UnlockTime", "five", "00:00:01 to 00:01:00")]
    [InlineData("Door:LongestEnergisedTime", "24:00:00", "00:00:01 to 1.00:00:00")]
    [InlineData("Storage:Database", "a\0b", "a path")]
    [InlineData("Gpio:Inputs:Fire:Contact", "Closed", "Absent or NormallyOpen or NormallyClosed")]
    [InlineData("Access:MinimumFrontality", "NaN", "0 to 1")]
    [InlineData("Access:SeveralFaces", "Everybody", "Nearest or Refuse")]
    [InlineData("Access:SeveralFaces", "7", "Nearest or Refuse")]
    [InlineData("Camera:Loop", "maybe", "true or false")]
    [InlineData("Camera:Rotation", "45", "0 or 90 or 180 or 270")]
    [InlineData("Camera:Rotation", "-90", "0 or 90 or 180 or 270")]
    public void A_bad_value_is_named_with_its_key_and_what_is_allowed(string key, string value, string allowed)
    {
        var error = Assert.Throws<SettingsException>(() => SettingsReader.Read(Write("{}"), [new(key, value)]));

        Assert.Contains($"{key} is '{value}'", error.Message, StringComparison.Ordinal);
        Assert.Contains(allowed, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_mistakes_are_told_at_once()
    {
        var error = Assert.Throws<SettingsException>(() => Read("""{ "Door": { "UnlockTime": "x" }, "Gpio": { "Outputs": { "Strike": { "Line": -1 } } } }"""));

        Assert.Contains("Door:UnlockTime", error.Message, StringComparison.Ordinal);
        Assert.Contains("Gpio:Outputs:Strike:Line", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_misspelt_key_is_refused()
    {
        var error = Assert.Throws<SettingsException>(() => Read("""{ "Door": { "UnlokTime": "00:00:03" } }"""));

        Assert.Contains("Door:UnlokTime is not a setting", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "Access": { "ProbeViews": 6 } }""", "Access:ProbeViews")]
    [InlineData("""{ "Door": { "UnlockTime": "00:00:30", "LongestEnergisedTime": "00:00:20" } }""", "Door:LongestEnergisedTime")]
    [InlineData("""{ "Door": { "UnlockTime": "00:00:01", "MinimumPulse": "00:00:01.1" } }""", "Door:MinimumPulse")]
    [InlineData("""{ "Door": { "HeldOpenTime": "00:00:05" } }""", "Door:HeldOpenWarning")]
    [InlineData("""{ "Door": { "RequestToExitReleases": false }, "Gpio": { "Inputs": { "RequestToExit": { "Contact": "Absent" } } } }""",
        "Door:RequestToExitReleases")]
    [InlineData("""{ "Access": { "RearmTime": "00:00:06" } }""", "Access:RearmTime")]
    [InlineData("""{ "Camera": { "Path": null } }""", "Camera:Path is null")]
    [InlineData("""{ "Camera": { "UpsideDown": true, "Rotation": 90 } }""", "Camera:UpsideDown is true and Camera:Rotation 90")]
    [InlineData("""{ "Storage": { "Database": "a.db", "Audit": "./a.db" } }""", "Storage:Audit")]
    [InlineData("""{ "Foo": null }""", "Foo is not a setting")]
    [InlineData("""{ "Access": { "Window": "00:00:00.5", "ViewSpacing": "00:00:00.5" } }""", "Access:Window")]
    public void Settings_that_are_null_or_contradict_one_another_are_refused(string json, string key)
    {
        var error = Assert.Throws<SettingsException>(() => Read(json));

        Assert.Contains(key, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "Storage": { "Database": "/var/lib/door/house.db" } }""", "/var/lib/door/house-audit.db")]
    [InlineData("""{ "Storage": { "Database": "/var/lib/door/house" } }""", "/var/lib/door/house-audit")]
    [InlineData("""{ "Storage": { "Database": "/var/lib/door/house.db", "Audit": "/mnt/other.db" } }""", "/mnt/other.db")]
    public void The_audit_stands_beside_the_residents_unless_told_otherwise(string json, string path) =>
        Assert.Equal(Path.GetFullPath(path), Read(json).Storage.FullAuditPath);

    [Fact]
    public void A_malformed_file_is_named()
    {
        var file = Write("{ \"Door\": ");

        Assert.Contains(file, Assert.Throws<SettingsException>(() => SettingsReader.Read(file, [])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_was_asked_for_must_exist()
    {
        var file = Path.Combine(_folder.FullName, "none.json");

        Assert.Contains(file, Assert.Throws<SettingsException>(() => SettingsReader.Read(file, [])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_command_line_wins_over_the_file() =>
        Assert.Equal(TimeSpan.FromSeconds(4), SettingsReader.Read(
            Write("""{ "Door": { "UnlockTime": "00:00:03" } }"""), [new("Door:UnlockTime", "00:00:04")]).Door.UnlockTime);

    private DoorFaceSettings Read(string json) => SettingsReader.Read(Write(json), []);

    private string Write(string json)
    {
        var file = Path.Combine(_folder.FullName, "settings.json");
        File.WriteAllText(file, json);
        return file;
    }
}
