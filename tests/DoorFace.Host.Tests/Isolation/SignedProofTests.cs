using System.Text.Json;
using DoorFace.Core.Keys;
using DoorFace.Device.Kernel;
using DoorFace.Host.Isolation;

namespace DoorFace.Host.Tests.Isolation;

/// <summary>What a proof says, and that nobody but the unit can say it.</summary>
public sealed class SignedProofTests : IDisposable
{
    private const int NoFamily = 97;
    private readonly UnitSigner _unit = UnitSigner.Create();

    public void Dispose() => _unit.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void It_is_read_again_as_it_was_handed_out_and_any_change_of_it_is_found(bool json)
    {
        var signed = SignedProof.Of(Proof(), _unit);
        var handed = json ? JsonSerializer.Serialize(signed, ProofJson.Default.SignedProof) : signed.ToFile();

        var read = SignedProof.Read(handed);
        Assert.Null(read.Fault(_unit.PublicKey));
        Assert.Equal(signed.Text, read.Text);

        foreach (var (was, becomes) in new[] { ("refused: A", "refused: B"), ("process 123", "process 124"), ("ab12", "ab13"), ("2026-11-25", "2026-11-26") })
        {
            Assert.Contains(was, handed, StringComparison.Ordinal);
            Assert.NotNull(SignedProof.Read(handed.Replace(was, becomes, StringComparison.Ordinal)).Fault(_unit.PublicKey));
        }

        using var other = UnitSigner.Create();
        Assert.NotNull(read.Fault(other.PublicKey));
    }

    [Fact]
    public void What_is_for_machines_in_it_cannot_say_something_else_than_what_was_signed()
    {
        var signed = SignedProof.Of(Proof(), _unit);

        Assert.NotNull((signed with { Proof = Proof() with { Process = 124 } }).Fault(_unit.PublicKey));
    }

    [Theory]
    [InlineData("")]
    [InlineData("RESULT: nothing in this process leads out of the machine.\n")]
    [InlineData("{}")]
    [InlineData("{\"text\": 1")]
    public void What_is_no_signed_proof_is_told_apart(string content) => Assert.Throws<FormatException>(() => SignedProof.Read(content));

    [Fact]
    public void It_is_good_only_when_the_service_could_reach_nothing()
    {
        Assert.True(ProofText.IsGood(ProofText.Of(Proof())));
        Assert.False(ProofText.IsGood(ProofText.Of(Proof() with { ByService = false })));
        Assert.False(ProofText.IsGood(ProofText.Of(Proof(interfaces: ["wlan0"]))));
        Assert.False(ProofText.IsGood(ProofText.Of(Proof(error: 0))));
        Assert.False(ProofText.IsGood(ProofText.Of(Proof(diagnostics: ["/run/dotnet-diagnostic-123-9-socket"]))));
    }

    [Theory]
    [InlineData(97, true)]
    [InlineData(1, true)]
    [InlineData(0, false)]
    [InlineData(24, false)] // Too many open files: the next one may be granted.
    public void A_socket_counts_as_refused_only_when_it_is_so_for_good(int error, bool refused) => Assert.Equal(refused, new SocketTrial("a", "AF_INET", error, "").IsRefused);

    [Fact]
    public void A_clock_that_is_doubted_and_a_missing_challenge_are_said()
    {
        var text = ProofText.Of(Proof() with { ClockDoubt = "it stands before the program was made", Challenge = null });

        Assert.Contains("cannot be relied on: it stands before the program was made", text, StringComparison.Ordinal);
        Assert.Contains("Challenge: none", text, StringComparison.Ordinal);
    }

    private static Proof Proof(int error = NoFamily, string[]? interfaces = null, string[]? diagnostics = null) => new(
        ByService: true,
        "DoorFace 1.0",
        123,
        new DateTimeOffset(2026, 11, 25, 12, 0, 0, TimeSpan.Zero),
        null,
        "made up",
        new NetworkProbe([new SocketTrial("internet", "AF_INET", error, "A family that is not supported")], interfaces ?? [], diagnostics ?? []),
        new ProcessConfinement(990, true, true, "0000000000000000", "0000000000000000", false, false, ["net:[1]"]),
        ["ab12  Detector: face.onnx"],
        [new ProvedFile("doorface.dll", "cd34")]);
}
