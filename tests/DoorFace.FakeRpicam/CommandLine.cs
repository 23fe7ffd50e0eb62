using System.Globalization;

namespace DoorFace.FakeRpicam;

/// <summary>The options as rpicam-vid takes them: those that the door controller uses, and no other.</summary>
internal sealed class CommandLine
{
    private static readonly string[] Flags = ["nopreview", "flush", "list-cameras"];

    private static readonly string[] Settings =
        ["codec", "output", "timeout", "camera", "width", "height", "framerate", "denoise", "rotation", "roi", "ev", "shutter", "gain"];

    private readonly Dictionary<string, string> _given = [];

    /// <exception cref="InvalidOperationException">An option is unknown or has no value, or asks for what only the real one can do.</exception>
    public static CommandLine Parse(string[] args)
    {
        var line = new CommandLine();
        for (var i = 0; i < args.Length; i++)
        {
            var (name, value) = Split(args[i] == "-o" ? "--output" : args[i]);
            if (Flags.Contains(name))
                line._given.Add(name, "");
            else if (!Settings.Contains(name))
                throw new InvalidOperationException($"unrecognised option '{args[i]}'");
            else
                line._given.Add(name, value ?? Following(args, ref i));
        }

        line.Check();
        return line;
    }

    public bool Flag(string name) => _given.ContainsKey(name);

    public double Number(string name, double otherwise) =>
        !_given.TryGetValue(name, out var text) ? otherwise
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number
        : throw new InvalidOperationException($"the argument ('{text}') for option '--{name}' is invalid");

    private static (string Name, string? Value) Split(string argument)
    {
        var parts = argument.Split('=', 2);
        return (parts[0].StartsWith("--", StringComparison.Ordinal) ? parts[0][2..] : "", parts.Length > 1 ? parts[1] : null);
    }

    // A value that begins with a sign is taken for the next option.
    private static string Following(string[] args, ref int i) =>
        i + 1 < args.Length && (args[i + 1] == "-" || !args[i + 1].StartsWith('-'))
            ? args[++i]
            : throw new InvalidOperationException($"the required argument for option '{args[i]}' is missing");

    private void Check()
    {
        if (Flag("list-cameras"))
            return;
        if (_given.GetValueOrDefault("codec") != "yuv420" || _given.GetValueOrDefault("output") != "-")
            throw new InvalidOperationException("this one writes raw frames to its output only");
        if (_given.GetValueOrDefault("denoise", "auto") is not ("auto" or "off" or "cdn_off" or "cdn_fast" or "cdn_hq"))
            throw new InvalidOperationException("Invalid denoise mode");
        if (Number("rotation", 0) is not (0 or 180))
            throw new InvalidOperationException("transforms requiring transpose not supported");
        foreach (var name in new[] { "timeout", "ev", "shutter", "gain" })
            Number(name, 0);
    }
}
