using System.Globalization;
using DoorFace.Device.Camera;

namespace DoorFace.Host.Settings;

/// <summary>A part of a picture as a setting: left, top, width and height from 0 to 1, joined by commas.</summary>
internal static class CropText
{
    /// <summary>Whether it is empty or a region inside of the picture.</summary>
    public static bool IsRegion(string text) => text.Length == 0 || Parse(text) is not null;

    /// <summary>The region; null when the text is empty or none.</summary>
    public static CropRegion? Parse(string text)
    {
        var parts = text.Split(',');
        Span<double> numbers = stackalloc double[4];
        if (parts.Length != numbers.Length)
        {
            return null;
        }

        for (var i = 0; i < parts.Length; i++)
        {
            if (!double.TryParse(parts[i], NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture, out numbers[i]))
            {
                return null;
            }
        }

        var (left, top, width, height) = (numbers[0], numbers[1], numbers[2], numbers[3]);
        return width > 0 && height > 0 && left + width <= 1 && top + height <= 1 ? new CropRegion(left, top, width, height) : null;
    }
}
