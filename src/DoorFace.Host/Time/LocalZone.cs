namespace DoorFace.Host.Time;

/// <summary>
/// The one owner of the machine's time zone. Each reading looks at the file of rules again, so that another zone, or other rules for the same one,
/// are in force at once; the runtime by itself would keep to what it read first. While the file is missing or damaged, the last zone that could be
/// read stays in force. Safe to use from several threads.
/// </summary>
public sealed class LocalZone
{
    private readonly Lock _gate = new();
    private readonly ZoneReading? _given;
    private ZoneReading? _known;
    private byte[] _content = [];

    /// <summary>The machine's.</summary>
    public LocalZone()
    {
    }

    private LocalZone(TimeZoneInfo zone) => _given = new ZoneReading(zone, zone.Id);

    /// <summary>The zone that a clock goes by; that of a clock which is not the machine's never changes.</summary>
    public static LocalZone Of(TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        return time is ZonedTime machine ? machine.Zone : new LocalZone(time.LocalTimeZone);
    }

    /// <summary>The zone in force now.</summary>
    public ZoneReading Read()
    {
        if (_given is not null)
        {
            return _given;
        }

        lock (_gate)
        {
            var source = ZoneSource.Read();
            if (source.Path is null && _content.Length > 0)
            {
                source = source with { Fault = "The file of time zone rules is gone." };
            }

            if (source.Fault is null)
            {
                source = Take(source);
            }

            return source.Fault is null ? _known!
                : _known is not null ? _known with { Fault = $"{source.Fault} {_known.Name} stays in force." }
                : ZoneReading.Utc with { Fault = $"{source.Fault} UTC stands in for it.", IsKnown = false };
        }
    }

    private ZoneSource Take(ZoneSource source)
    {
        var name = source.Name();
        if (_known is not null && source.Content.AsSpan().SequenceEqual(_content))
        {
            _known = _known with { Name = name };
            return source;
        }

        // All that shows local times by itself, such as the log on the console, follows too.
        TimeZoneInfo.ClearCachedData();
        var zone = source.Path is null ? TimeZoneInfo.Utc : TimeZoneInfo.Local;
        if (source.Path is not null && zone.Id == TimeZoneInfo.Utc.Id && zone.BaseUtcOffset == TimeSpan.Zero && ZoneFile.DiffersFromUtc(source.Content))
        {
            return source with { Fault = $"The file of time zone rules '{source.Path}' is damaged." };
        }

        // The runtime has read the file for itself: it must be the same.
        if (!ZoneSource.Read().Content.AsSpan().SequenceEqual(source.Content))
        {
            return source with { Fault = "The file of time zone rules is being exchanged." };
        }

        (_known, _content) = (new ZoneReading(zone, name), source.Content);
        return source;
    }
}
