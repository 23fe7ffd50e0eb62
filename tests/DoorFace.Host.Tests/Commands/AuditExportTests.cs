using System.Text.Json;
using DoorFace.Core.Audit;
using DoorFace.Core.Keys;
using DoorFace.Host.Control;
using DoorFace.Host.Tests.Support;
using DoorFace.Tests.Support;

namespace DoorFace.Host.Tests.Commands;

/// <summary>An exported audit, checked where there is no unit.</summary>
public sealed class AuditExportTests : IDisposable
{
    private readonly StoredHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public void An_exported_audit_proves_itself_elsewhere_with_the_public_key_alone()
    {
        _home.Append([StoredHome.Record(1, AuditKind.Started), StoredHome.Record(2.5, AuditKind.StrikeReleased, "Face é", _home.Alex), .. Enumerable.Range(3, 220).Select(second => StoredHome.Record(second, AuditKind.Intent))]);
        var export = _home.In("audit.jsonl");
        File.WriteAllText(export, _home.Run("audit", "export").Output);
        var pem = _home.In("unit.pem");
        File.WriteAllText(pem, _home.Json("keys", "show").GetProperty("publicKey").GetString());

        // Elsewhere: no database, no key, no settings.
        var (code, output, error) = DoorFaceProgram.Run(["audit", "verify", "--json", "--file", export, "--public-key", pem]);

        Assert.True(code == ExitCodes.Success, error);
        var verdict = JsonDocument.Parse(output).RootElement;
        Assert.Equal((223, 223, true), (verdict.GetProperty("verified").GetInt64(), verdict.GetProperty("sealedUpTo").GetInt64(), verdict.GetProperty("keyIsKnown").GetBoolean()));
        Assert.Equal((_home.Entries()[^1].Hash?.ToString(), null), (verdict.GetProperty("lastHash").GetString(), verdict.GetProperty("fault").GetString()));
    }

    [Theory]
    [InlineData("\"detail\":\"3\"", "\"detail\":\"4\"", "Entry 3 is not the one that was written there")]
    [InlineData("\"clockTrusted\":false", "\"clockTrusted\":true", "is not the one that was written there")]
    [InlineData("\"secondsSinceStart\":3", "\"secondsSinceStart\":3.001", "Entry 3 is not the one")]
    [InlineData("\"lastGiven\":7", "\"lastGiven\":8", "Entry 8 was removed")]
    [InlineData("\"accessErased\":0", "\"accessErased\":9", "is not")]
    [InlineData("\"detail\":\"5\"", "\"more\":\"5\"", "is none of an exported audit")]
    [InlineData("doorface audit 1", "doorface audit 2", "Line 1 is none of an exported audit")]
    public void An_export_that_was_changed_is_found_out(string written, string changed, string says)
    {
        var (export, pem) = Exported();
        Assert.Contains(written, export, StringComparison.Ordinal);

        Refused(export.Replace(written, changed, StringComparison.Ordinal), pem, says);
    }

    [Fact]
    public void Lines_of_an_export_that_are_missing_moved_or_put_in_are_found_out()
    {
        var (export, pem) = Exported();
        var lines = export.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        for (var i = 0; i < lines.Length; i++)
        {
            if (!lines[i].Contains("Checkpoint", StringComparison.Ordinal))
            {
                Refused(string.Join('\n', lines.Where((_, n) => n != i)), pem, "");
            }

            Refused(string.Join('\n', lines[..i]), pem, i == 0 ? "has no end" : "");
        }

        Refused(string.Join('\n', [.. lines[..3], lines[4], lines[3], .. lines[5..]]), pem, "Entry 3 was removed");
        Refused(string.Join('\n', [.. lines[..3], lines[2], .. lines[3..]]), pem, "Entry 2 stands where entry 3 must be");
        Refused(export, _home.In("other.pem"), "is by another key");
    }

    [Fact]
    public void The_audit_of_another_key_is_told()
    {
        Exported();

        var (code, _, error) = _home.Run("audit", "verify", "--public-key", _home.In("other.pem"));

        Assert.Equal(ExitCodes.Negative, code);
        Assert.Contains("is by another key", error, StringComparison.Ordinal);
    }

    /// <summary>An export of seven entries, and the file with the key that sealed it; beside it one with another key.</summary>
    private (string Export, string Pem) Exported()
    {
        _home.Append([.. Enumerable.Range(1, 6).Select(second => StoredHome.Record(second, second == 1 ? AuditKind.Started : AuditKind.Intent, $"{second}"))]);
        var (pem, other) = (_home.In("unit.pem"), _home.In("other.pem"));
        File.WriteAllText(pem, _home.Json("keys", "show").GetProperty("publicKey").GetString());
        using var stranger = UnitSigner.Create();
        File.WriteAllText(other, stranger.PublicKey.ToPem());
        return (_home.Run("audit", "export").Output, pem);
    }

    private void Refused(string export, string pem, string says)
    {
        var file = _home.In("changed.jsonl");
        File.WriteAllText(file, export);
        var (code, _, error) = DoorFaceProgram.Run(["audit", "verify", "--file", file, "--public-key", pem]);
        Assert.Equal(ExitCodes.Negative, code);
        Assert.Contains(says, error, StringComparison.Ordinal);
    }
}
