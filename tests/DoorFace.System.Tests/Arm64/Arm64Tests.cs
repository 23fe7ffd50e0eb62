using System.Reflection.PortableExecutable;
using System.Text.Json;

namespace DoorFace.SystemTests.Arm64;

/// <summary>
/// What scripts/test-arm64.sh made: the folder published for the Pi, and what the program in it, run under emulation, said about
/// the sample photographs beside what the x64 one said.
/// </summary>
[Trait("Category", "Arm64")]
public sealed class Arm64Tests
{
    private const ushort ElfMachineArm64 = 0xB7;

    [Fact]
    public void The_emulated_program_answers_as_the_one_on_this_machine()
    {
        var results = MadeByScript("DOORFACE_ARM64_RESULTS");
        var photographs = Directory.GetFiles(Path.Combine(results, "linux-x64"), "*.json");
        Assert.NotEmpty(photographs);

        var faces = 0;
        foreach (var photograph in photographs)
        {
            using var expected = JsonDocument.Parse(File.ReadAllBytes(photograph));
            using var actual = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(results, "linux-arm64", Path.GetFileName(photograph))));
            Assert.Empty(AnswerComparison.Differences(expected.RootElement, actual.RootElement));
            faces += expected.RootElement.GetProperty("faces").GetArrayLength();
        }

        Assert.NotEqual(0, faces);
    }

    [Fact]
    public void The_published_folder_holds_no_other_systems_code()
    {
        var folder = MadeByScript("DOORFACE_ARM64_PUBLISHED");
        var files = Directory.GetFiles(folder, "*", SearchOption.AllDirectories);

        Assert.Contains(Path.Combine(folder, "libonnxruntime.so"), files);
        Assert.Empty(files.Where(IsForeignCode).Select(file => Path.GetRelativePath(folder, file)));
    }

    private static string MadeByScript(string variable)
    {
        var folder = Environment.GetEnvironmentVariable(variable);
        Assert.SkipUnless(folder is { Length: > 0 }, $"{variable} is not set; scripts/test-arm64.sh makes its folder and runs this test.");
        return folder!;
    }

    private static bool IsForeignCode(string file)
    {
        using var content = File.OpenRead(file);
        Span<byte> start = stackalloc byte[20];
        return content.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && start switch
        {
            [0x7F, (byte)'E', (byte)'L', (byte)'F', ..] => BitConverter.ToUInt16(start[18..]) != ElfMachineArm64,
            [(byte)'M', (byte)'Z', ..] => !IsManaged(content),
            // Mach-O: thin 64-bit, and universal.
            [0xCF, 0xFA, 0xED, 0xFE, ..] or [0xCA, 0xFE, 0xBA, 0xBE, ..] => true,
            _ => false,
        };
    }

    private static bool IsManaged(Stream content)
    {
        content.Position = 0;
        using var image = new PEReader(content, PEStreamOptions.LeaveOpen);
        return image.HasMetadata;
    }
}
