using System.Globalization;
using System.Reflection;

namespace DoorFace.Host.Time;

/// <summary>What is known of this program since it was made.</summary>
internal static class Release
{
    /// <summary>The day of the last commit to what it was built from, in universal time; the build takes it from there.</summary>
    public static DateTimeOffset BuiltAt { get; } = DateTimeOffset.Parse(
        typeof(Release).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(pair => pair.Key == "ReleaseDate").Value!,
        CultureInfo.InvariantCulture,
        DateTimeStyles.AssumeUniversal);
}
