using System.CommandLine;
using System.Text.Json;
using DoorFace.Core.Keys;
using DoorFace.Host.Control;
using DoorFace.Host.Isolation;

namespace DoorFace.Host.Commands;

/// <summary><c>doorface prove</c>: the running service tries to get out of the machine, and signs what the kernel answered; <c>prove verify</c> checks that elsewhere.</summary>
internal static class ProveCommand
{
    public static Command Create(TimeProvider time)
    {
        var challenge = new Option<string?>("--challenge")
        {
            Description = "A text that you make up: that it stands in the proof shows that the proof was made after you did.",
            HelpName = "TEXT",
        };
        var file = new Option<FileInfo?>("--output") { Description = "Writes the proof into a file, with its signature, to be checked elsewhere.", HelpName = "FILE" };
        var command = new Command("prove", "Lets the running service try to reach a network, and prints, signed, what the kernel answered.") { challenge, file, Verify() };
        command.SetAction((parsed, output, _) =>
        {
            var settings = GlobalOptions.ReadSettings(parsed);
            var replies = new Administration(settings, time).Ask(ControlRequest.Of(ControlCommands.Prove) with { Challenge = parsed.GetValue(challenge) });
            if (replies[^1].Proof is not { Proof: { } last } answer)
            {
                Output.Error(replies[^1].Message);
                return Task.FromResult(replies[^1].ExitCode);
            }

            var proof = last with { Files = [.. replies.Select(reply => reply.ProvedFile).OfType<ProvedFile>()] };
            var signed = answer with { Proof = proof, Text = ProofText.Of(proof) };
            Hand(signed, parsed.GetValue(file), output);
            if (signed.Unsigned is { } reason)
            {
                Output.Note($"The proof is not signed: {reason}");
            }

            return Task.FromResult(signed.Unsigned is null && proof.ByService && !proof.Network.Openings.Any() ? ExitCodes.Success : ExitCodes.Negative);
        });
        return command;
    }

    private static void Hand(SignedProof signed, FileInfo? file, Output output)
    {
        if (file is not null)
        {
            GivenFiles.RefuseFolder(file);
            File.WriteAllText(file.FullName, output.IsJson ? JsonSerializer.Serialize(signed, ProofJson.Default.SignedProof) : signed.ToFile());
        }

        // Plain and unwrapped: it is what is signed.
        output.Write(signed, ProofJson.Default.SignedProof, _ => Console.Out.Write(signed.ToFile()));
    }

    private static Command Verify()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "What 'prove --output' wrote." };
        var key = PublicKeyOption.Create("The unit's public key, as 'keys show' printed it on the unit itself.");
        key.Required = true;
        var challenge = new Option<string?>("--challenge") { Description = "The text that you made up.", HelpName = "TEXT" };
        var command = new Command("verify", "Checks a proof with the unit's public key alone, on any machine.") { file, key, challenge };
        command.SetAction((parsed, _, _) => Task.FromResult(Check(parsed.GetRequiredValue(file), parsed.GetRequiredValue(key)!, parsed.GetValue(challenge))));
        return command;
    }

    private static int Check(FileInfo file, UnitPublicKey key, string? challenge)
    {
        try
        {
            var signed = SignedProof.Read(File.ReadAllText(GivenFiles.Require(file).FullName));
            if (signed.Fault(key) is { } fault)
            {
                Output.Error($"'{file.Name}' proves nothing. {fault}");
                return ExitCodes.Negative;
            }

            Console.Out.Write(signed.Text);
            if (challenge is not null && !signed.Text.Contains($"\nChallenge: {challenge}\n", StringComparison.Ordinal))
            {
                Output.Error($"'{file.Name}' is signed by this unit, but does not answer your challenge: it may be old.");
                return ExitCodes.Negative;
            }

            Output.Note($"'{file.Name}' was signed by this unit and is unchanged.{(challenge is null ? " Without a challenge it may be old." : "")}");
            return ProofText.IsGood(signed.Text) ? ExitCodes.Success : ExitCodes.Negative;
        }
        catch (FormatException mistake)
        {
            Output.Error(mistake.Message);
            return ExitCodes.Usage;
        }
    }
}
