using System.Diagnostics.CodeAnalysis;

namespace DoorFace.Simulator.Gpio;

/// <summary>
/// Runs what is posted one at a time and in order, on the thread that finds the queue idle. A post from inside a delivery
/// waits for its turn, so a listener may call back into the driver.
/// </summary>
internal sealed class SerialDelivery
{
    private readonly Lock _gate = new();
    private readonly Queue<Action> _queue = [];
    private bool _running;

    public void Enqueue(Action delivery)
    {
        lock (_gate)
        {
            _queue.Enqueue(delivery);
        }
    }

    /// <summary>Delivers all that is queued, unless another thread is at it.</summary>
    public void Run()
    {
        while (TryBegin(out var delivery))
        {
            try
            {
                delivery();
            }
            finally
            {
                lock (_gate)
                {
                    _running = false;
                }
            }
        }
    }

    private bool TryBegin([NotNullWhen(true)] out Action? delivery)
    {
        lock (_gate)
        {
            delivery = null;
            return !_running && _queue.TryDequeue(out delivery) && (_running = true);
        }
    }
}
