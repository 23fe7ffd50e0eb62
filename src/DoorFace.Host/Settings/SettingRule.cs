using System.Globalization;

namespace DoorFace.Host.Settings;

/// <summary>One setting: its key, what it may be, its default and what it does. The README's table and every error message come from here.</summary>
/// <param name="Key">As in <c>appsettings.json</c>, levels joined by a colon.</param>
/// <param name="Allowed">What it may be, for people.</param>
/// <param name="Default">The value without any configuration, as one would write it.</param>
/// <param name="Meaning">What it does.</param>
/// <param name="Accepts">Whether a raw value is allowed.</param>
public sealed record SettingRule(string Key, string Allowed, string Default, string Meaning, Func<string, bool> Accepts)
{
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    public static SettingRule Text(string key, Func<DoorFaceSettings, string> value, string allowed, string meaning) =>
        new(key, allowed, value(new()), meaning, raw => !raw.Any(char.IsControl));

    /// <summary>A text that must say something.</summary>
    public static SettingRule RequiredText(string key, Func<DoorFaceSettings, string> value, int most, string meaning) =>
        new(key, $"a text of at most {most} characters", value(new()), meaning, raw => raw.Trim().Length > 0 && raw.Length <= most && !raw.Any(char.IsControl));

    public static SettingRule Flag(string key, Func<DoorFaceSettings, bool> value, string meaning) =>
        new(key, "true or false", value(new()) ? "true" : "false", meaning, raw => bool.TryParse(raw, out _));

    public static SettingRule Choice<T>(string key, Func<DoorFaceSettings, T> value, string meaning)
        where T : struct, Enum =>
        new(key, string.Join(" or ", Enum.GetNames<T>()), value(new()).ToString(), meaning,
            raw => Enum.GetNames<T>().Contains(raw, StringComparer.OrdinalIgnoreCase));

    public static SettingRule Whole(string key, Func<DoorFaceSettings, int> value, int from, int to, string meaning) =>
        new(key, $"{from} to {to}", value(new()).ToString(Culture), meaning,
            raw => int.TryParse(raw, NumberStyles.AllowLeadingSign, Culture, out var number) && number >= from && number <= to);

    public static SettingRule Number(string key, Func<DoorFaceSettings, double> value, double from, double to, string meaning) =>
        new(key, string.Create(Culture, $"{from} to {to}"), Math.Round(value(new()), 7).ToString(Culture), meaning,
            raw => double.TryParse(raw, NumberStyles.Float, Culture, out var number) && number >= from && number <= to);

    /// <summary>A number that is empty by default.</summary>
    public static SettingRule OptionalNumber(string key, double from, double to, string meaning)
    {
        var number = Number(key, _ => from, from, to, meaning);
        return number with { Default = "", Accepts = raw => raw.Length == 0 || number.Accepts(raw) };
    }

    public static SettingRule Duration(string key, Func<DoorFaceSettings, TimeSpan> value, TimeSpan from, TimeSpan to, string meaning) =>
        new(key, $"{Written(from)} to {Written(to)}", Written(value(new())), meaning,
            raw => TimeSpan.TryParseExact(raw, "c", Culture, out var duration) && duration >= from && duration <= to);

    /// <summary>The complaint about a raw value, or null when it is allowed.</summary>
    public string? Check(string? raw) =>
        raw is not null && Accepts(raw) ? null : $"{Key} is {(raw is null ? "null" : $"'{raw}'")}; allowed is {Allowed} (the default is {(Default.Length == 0 ? "empty" : Default)}).";

    private static string Written(TimeSpan duration)
    {
        var text = duration.ToString("c", Culture);
        // A dot parts the days off too.
        return text.LastIndexOf('.') > text.LastIndexOf(':') ? text.TrimEnd('0') : text;
    }
}
