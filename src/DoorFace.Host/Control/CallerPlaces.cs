namespace DoorFace.Host.Control;

/// <summary>So many may be served at once.</summary>
internal sealed class CallerPlaces(int most)
{
    private int _taken;

    public int Most => most;

    /// <summary>A place, given back when disposed of; null when all are taken.</summary>
    public IDisposable? TryTake()
    {
        if (Interlocked.Increment(ref _taken) <= most)
        {
            return new Place(this);
        }

        Interlocked.Decrement(ref _taken);
        return null;
    }

    private sealed class Place(CallerPlaces places) : IDisposable
    {
        private CallerPlaces? _places = places;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _places, null) is { } taken)
            {
                Interlocked.Decrement(ref taken._taken);
            }
        }
    }
}
