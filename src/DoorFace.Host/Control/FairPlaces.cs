using DoorFace.Core.Time;
using DoorFace.Device.Time;

namespace DoorFace.Host.Control;

/// <summary>
/// The places of short calls, of which nobody can keep others out: one caller has so many at most, which leaves some for everybody else; and whoever lets
/// the service wait, for a request or for taking an answer, gives way to the next who comes.
/// </summary>
/// <param name="most">So many are served at once.</param>
/// <param name="mostOfOne">So many of one caller's.</param>
/// <param name="grace">So long anybody may take.</param>
/// <param name="time">Measures it.</param>
internal sealed class FairPlaces(int most, int mostOfOne, TimeSpan grace, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly List<Place> _taken = [];

    /// <summary>A place, given back when disposed of; null when all are taken by others who are being served.</summary>
    /// <param name="who">The caller.</param>
    /// <param name="drop">Ends the call, when it has to give way.</param>
    public Place? TryTake(string who, Action drop)
    {
        Place? slow = null;
        var place = new Place(this, who, drop);
        lock (_gate)
        {
            var isMany = _taken.Count(taken => taken.Who == who) >= mostOfOne;
            if (isMany || _taken.Count >= most)
            {
                var longest = time.GetMonotonicInstant() - grace;
                slow = _taken.Where(taken => taken.WaitedForSince <= longest && (!isMany || taken.Who == who)).MinBy(taken => taken.WaitedForSince);
                if (slow is null)
                {
                    return null;
                }

                _taken.Remove(slow);
            }

            _taken.Add(place);
        }

        slow?.Drop();
        return place;
    }

    /// <summary>A place that is taken. At first the service waits for the caller.</summary>
    internal sealed class Place(FairPlaces places, string who, Action drop) : IDisposable
    {
        private MonotonicInstant? _waitedForSince = places.Now;

        public string Who => who;

        /// <summary>Since when the service has waited for the caller; null while the caller waits for it. Read under the places' lock.</summary>
        public MonotonicInstant? WaitedForSince => _waitedForSince;

        public void Drop() => drop();

        /// <summary>The service waits for the caller, or goes on.</summary>
        public void Wait(bool waits)
        {
            lock (places._gate)
            {
                _waitedForSince = waits ? places.Now : null;
            }
        }

        public void Dispose()
        {
            lock (places._gate)
            {
                places._taken.Remove(this);
            }
        }
    }

    private MonotonicInstant Now => time.GetMonotonicInstant();
}
