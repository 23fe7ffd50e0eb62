using System.CommandLine;
using DoorFace.Core.Keys;

namespace DoorFace.Host.Commands;

/// <summary><c>--public-key PEM</c>: the file with the key by which something signed by a unit is checked.</summary>
internal static class PublicKeyOption
{
    public static Option<UnitPublicKey?> Create(string description) => new("--public-key")
    {
        Description = description,
        HelpName = "PEM",
        CustomParser = result =>
        {
            try
            {
                return UnitPublicKey.FromPem(File.ReadAllText(GivenFiles.Require(new FileInfo(result.Tokens[0].Value)).FullName));
            }
            catch (Exception exception) when (exception is FormatException or IOException or UnauthorizedAccessException)
            {
                result.AddError($"--public-key: '{result.Tokens[0].Value}' cannot be read: {exception.Message}");
                return null;
            }
        },
    };
}
