using System.Globalization;

namespace DoorFace.FakeRpicam;

/// <summary>What the environment says is to happen.</summary>
internal static class Fate
{
    public static string? Text(string name) => Environment.GetEnvironmentVariable("FAKE_RPICAM_" + name);

    public static int? Number(string name) => Text(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;
}
