using DoorFace.Tests.Support;

namespace DoorFace.SystemTests.Unit;

/// <summary>The systemd unit as it is shipped: sections of keys, each with the values it is given, in order.</summary>
internal sealed class UnitFile
{
    private readonly ILookup<(string Section, string Key), string> _values;

    private UnitFile(ILookup<(string Section, string Key), string> values) => _values = values;

    /// <summary>Where the unit and the udev rules lie, from which scripts/publish.sh takes them.</summary>
    public static string Location { get; } = System.IO.Path.Combine(RepositoryFiles.Root, "scripts", "unit", "doorface.service");

    public static UnitFile Read()
    {
        var section = "";
        List<((string Section, string Key) Name, string Value)> values = [];
        foreach (var line in File.ReadLines(Location).Where(line => line.Length > 0 && line[0] != '#'))
        {
            if (line[0] == '[')
            {
                section = line.Trim('[', ']');
                continue;
            }

            var equals = line.IndexOf('=', StringComparison.Ordinal);
            Assert.True(equals > 0, $"Neither a section nor a key: {line}");
            values.Add(((section, line[..equals]), line[(equals + 1)..]));
        }

        return new UnitFile(values.ToLookup(entry => entry.Name, entry => entry.Value));
    }

    /// <summary>All values of a key of the section <c>[Service]</c>.</summary>
    public IEnumerable<string> Service(string key) => _values[("Service", key)];

    /// <summary>The one value of a key; fails when there are several or none.</summary>
    public string Single(string section, string key) => Assert.Single(_values[(section, key)]);

    /// <summary>Every key with the section it stands in.</summary>
    public IEnumerable<(string Section, string Key)> Keys => _values.Select(entry => entry.Key);
}
