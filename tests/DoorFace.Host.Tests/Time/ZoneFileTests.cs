using CsCheck;
using DoorFace.Host.Time;

namespace DoorFace.Host.Tests.Time;

/// <summary>Files of time zone rules, those of this machine, cut off and damaged.</summary>
public class ZoneFileTests
{
    private const string Folder = "/usr/share/zoneinfo";

    [Fact]
    public void Every_file_of_rules_is_whole_and_none_that_is_cut_off_or_longer()
    {
        Assert.SkipUnless(Directory.Exists(Folder), "This machine has no tables of time zones (Debian's package tzdata).");
        var files = Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Where(file => !Path.GetFileName(file).Contains('.', StringComparison.Ordinal))
            .Select(File.ReadAllBytes).Where(content => content.AsSpan().StartsWith("TZif"u8)).ToList();
        Assert.NotEmpty(files);
        foreach (var content in files)
        {
            Assert.Null(ZoneFile.ObjectionTo(content));
            Assert.NotNull(ZoneFile.ObjectionTo([.. content, 0]));
        }

        foreach (var content in files.Take(3))
        {
            for (var length = 0; length < content.Length; length++)
            {
                Assert.NotNull(ZoneFile.ObjectionTo(content.AsSpan(0, length)));
            }
        }
    }

    [Theory]
    [InlineData("Etc/UTC", false)]
    [InlineData("Europe/Berlin", true)]
    [InlineData("Asia/Tokyo", true)]
    public void Rules_that_are_not_those_of_UTC_are_told(string zone, bool differs)
    {
        var file = Path.Combine(Folder, zone);
        Assert.SkipUnless(File.Exists(file), "This machine has no tables of time zones (Debian's package tzdata).");
        Assert.Equal(differs, ZoneFile.DiffersFromUtc(File.ReadAllBytes(file)));
    }

    [Fact]
    public void Whatever_bytes_there_are_they_are_judged() => Gen.Select(Gen.Byte.Array[0, 200], Gen.Bool).Sample((bytes, begun) =>
    {
        byte[] file = begun ? [.. "TZif2"u8, .. bytes] : bytes;
        if (ZoneFile.ObjectionTo(file) is null)
        {
            _ = ZoneFile.DiffersFromUtc(file);
        }
    });
}
