using System.CommandLine;
using DoorFace.Host.Settings;

namespace DoorFace.Host.Commands;

/// <summary>Options that every command understands.</summary>
internal static class GlobalOptions
{
    public static Option<FileInfo?> Config { get; } = new("--config")
    {
        Description = "Configuration file; without it, appsettings.json beside the program.",
        HelpName = "FILE",
        Recursive = true,
    };

    public static Option<string[]> Set { get; } = new("--set")
    {
        Description = "Overrides one setting, such as --set Door:UnlockTime=00:00:03. Repeatable.",
        HelpName = "KEY=VALUE",
        Recursive = true,
        Arity = ArgumentArity.OneOrMore,
    };

    public static Option<FileInfo?> Database { get; } = new("--database")
    {
        Description = "The residents' database; short for --set Storage:Database=FILE.",
        HelpName = "FILE",
        Recursive = true,
    };

    public static Option<bool> Json { get; } = new("--json")
    {
        Description = "Prints JSON for machines.",
        Recursive = true,
    };

    /// <exception cref="SettingsException">A setting is wrong.</exception>
    public static DoorFaceSettings ReadSettings(ParseResult parsed) => ReadSettings(parsed, []);

    /// <param name="parsed">The command line.</param>
    /// <param name="more">Settings from options of the command's own; they win.</param>
    /// <exception cref="SettingsException">A setting is wrong.</exception>
    public static DoorFaceSettings ReadSettings(ParseResult parsed, IEnumerable<KeyValuePair<string, string?>> more) =>
        SettingsReader.Read(parsed.GetValue(Config)?.FullName, Overrides(parsed).Concat(more).GroupBy(pair => pair.Key, StringComparer.OrdinalIgnoreCase).Select(group => group.Last()));

    /// <summary>The wiring alone, and what is wrong with the configured one; see <see cref="SettingsReader.ReadWiring"/>.</summary>
    public static (GpioSettings Gpio, SettingsException? Fault) ReadWiring(ParseResult parsed) =>
        SettingsReader.ReadWiring(parsed.GetValue(Config)?.FullName, Overrides(parsed));

    private static Dictionary<string, string?> Overrides(ParseResult parsed)
    {
        var overrides = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        if (parsed.GetValue(Database) is { } database)
        {
            overrides["Storage:Database"] = database.FullName;
        }

        foreach (var pair in parsed.GetValue(Set) ?? [])
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1)
            {
                throw new SettingsException([$"--set is '{pair}'; allowed is KEY=VALUE."]);
            }

            overrides[pair[..equals]] = pair[(equals + 1)..];
        }

        return overrides;
    }
}
