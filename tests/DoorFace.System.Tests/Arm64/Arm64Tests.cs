using System.Reflection.PortableExecutable;
using System.Security.Cryptography;
using System.Text.Json;
using DoorFace.Tests.Support;
using DoorFace.Vision.Models;
using SkiaSharp;

namespace DoorFace.SystemTests.Arm64;

/// <summary>The folder published for the Pi, and the program in it under emulation beside the x64 one; scripts/test-arm64.sh brings both.</summary>
[Trait("Category", "Arm64")]
public sealed class Arm64Tests
{
    private const ushort ElfMachineArm64 = 0xB7;

    [Fact]
    public async Task The_emulated_program_answers_as_the_one_on_this_machine()
    {
        var emulation = FromScript("TEST_ARM64_EMULATION");
        var scratch = Directory.CreateTempSubdirectory("doorface-");
        try
        {
            var x64 = new PublishedProgram(FromScript("TEST_X64_PUBLISHED"), scratch.CreateSubdirectory("x64").FullName);
            // The processor of a Pi 4. QEMU before version 8 does not survive the runtime's remapping of code pages.
            string[] emulator =
            [
                Path.Combine(emulation, "qemu"), "-cpu", "cortex-a72", "-E", "DOTNET_EnableWriteXorExecute=0", "-L", Path.Combine(emulation, "root"),
            ];
            var arm64 = new PublishedProgram(FromScript("TEST_ARM64_PUBLISHED"), scratch.CreateSubdirectory("arm64").FullName, emulator);

            var portrait = Path.Combine(scratch.FullName, "portrait.png");
            await CropNearestFaceAsync(x64, RepositoryFiles.Photo(3), portrait);
            await x64.EnrollAsync("Resident", portrait);
            await arm64.EnrollAsync("Resident", portrait);

            List<string> differences = [];
            for (var photograph = 1; photograph <= 6; photograph++)
            {
                using var expected = await x64.IdentifyAsync(RepositoryFiles.Photo(photograph));
                using var actual = await arm64.IdentifyAsync(RepositoryFiles.Photo(photograph));
                Assert.Contains(
                    expected.RootElement.GetProperty("faces").EnumerateArray(), face => face.GetProperty("score").ValueKind == JsonValueKind.Number);
                differences.AddRange(AnswerComparison.Differences(expected.RootElement, actual.RootElement).Select(text => $"sample{photograph}: {text}"));
            }

            Assert.True(differences.Count == 0, string.Join('\n', differences));
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    [Fact]
    public void The_published_folder_holds_no_other_systems_code()
    {
        var folder = FromScript("TEST_ARM64_PUBLISHED");
        var files = Directory.GetFiles(folder, "*", SearchOption.AllDirectories);

        Assert.Contains(Path.Combine(folder, "libonnxruntime.so"), files);
        Assert.Empty(files.Where(IsForeignCode).Select(file => Path.GetRelativePath(folder, file)));
    }

    // All of them run in the comparison: it asks for a box, frontality, liveness and a score of every face, one model each.
    [Fact]
    public void The_published_models_are_exactly_those_of_the_repositorys_manifest()
    {
        foreach (var published in (string[])[FromScript("TEST_X64_PUBLISHED"), FromScript("TEST_ARM64_PUBLISHED")])
        {
            var folder = Path.Combine(published, "models");
            var catalog = ModelCatalog.Load(RepositoryFiles.Manifest);
            var described = Enum.GetValues<ModelRole>().Select(role => $"{catalog[role].File} {catalog[role].Hash}");

            var files = Directory.GetFiles(folder, "*.onnx")
                .Select(file => $"{Path.GetFileName(file)} {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))}");

            Assert.Equal(described.Order(), files.Order());
            Assert.Equal(File.ReadAllText(RepositoryFiles.Manifest), File.ReadAllText(Path.Combine(folder, "models.json")));
        }
    }

    private static string FromScript(string variable)
    {
        var folder = Environment.GetEnvironmentVariable(variable);
        Assert.SkipUnless(folder is { Length: > 0 }, $"{variable} is not set; scripts/test-arm64.sh sets it and runs this test.");
        return folder!;
    }

    /// <summary>Writes the nearest face with enough around it to be found again; without loss, so that both programs see the same pixels.</summary>
    private static async Task CropNearestFaceAsync(PublishedProgram program, string photograph, string portrait)
    {
        using var answer = await program.IdentifyAsync(photograph);
        float[] box = [.. answer.RootElement.GetProperty("faces")[0].GetProperty("box").EnumerateArray().Select(number => number.GetSingle())];
        using var picture = SKBitmap.Decode(photograph);
        using var face = new SKBitmap();
        var surroundings = SKRect.Inflate(SKRect.Create(box[0], box[1], box[2], box[3]), box[2] * 0.75f, box[3] * 0.75f);
        Assert.True(picture.ExtractSubset(face, SKRectI.Intersect(SKRectI.Round(surroundings), picture.Info.Rect)));
        await using var file = File.Create(portrait);
        Assert.True(face.Encode(file, SKEncodedImageFormat.Png, quality: 100));
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
