namespace DoorFace.Core.Access;

/// <summary>Days of the week as people write them: <c>Mon</c>, <c>Mon-Fri</c>, <c>Mon,Wed</c>, <c>Mon-Wed,Sat</c>, <c>daily</c>.</summary>
internal static class WeekdaysText
{
    private const string Daily = "daily";
    private const string Allowed = "allowed are Mon, Tue, Wed, Thu, Fri, Sat, Sun, a range such as Mon-Fri, a list such as Mon,Wed, or daily";

    private static readonly string[] Names = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

    /// <summary>A range may run over the end of the week: <c>Fri-Mon</c>.</summary>
    /// <exception cref="FormatException">The message says what is wrong and what is allowed.</exception>
    public static Weekdays Parse(string text)
    {
        if (text.Equals(Daily, StringComparison.OrdinalIgnoreCase))
        {
            return Weekdays.Daily;
        }

        var days = Weekdays.None;
        foreach (var part in text.Split(','))
        {
            var ends = part.Split('-');
            if (ends.Length > 2)
            {
                throw new FormatException($"'{part}' is no range of days; {Allowed}.");
            }

            var last = IndexOf(ends[^1]);
            for (var day = IndexOf(ends[0]); ; day = (day + 1) % Names.Length)
            {
                days |= At(day);
                if (day == last)
                {
                    break;
                }
            }
        }

        return days;
    }

    /// <summary>The one way to write a set: from Monday on, three or more in a row as a range.</summary>
    public static string Write(Weekdays days)
    {
        if (days == Weekdays.Daily)
        {
            return Daily;
        }

        var parts = new List<string>();
        for (var day = 0; day < Names.Length; day++)
        {
            var first = day;
            while (day < Names.Length && days.HasFlag(At(day)))
            {
                day++;
            }

            switch (day - first)
            {
                case 0:
                    break;
                case > 2:
                    parts.Add($"{Names[first]}-{Names[day - 1]}");
                    break;
                default:
                    parts.AddRange(Names[first..day]);
                    break;
            }
        }

        return string.Join(',', parts);
    }

    private static int IndexOf(string name)
    {
        var index = Array.FindIndex(Names, day => day.Equals(name, StringComparison.OrdinalIgnoreCase));
        return index >= 0 ? index : throw new FormatException($"'{name}' is no day; {Allowed}.");
    }

    private static Weekdays At(int index) => (Weekdays)(1 << index);
}
