using DoorFace.Core.Enrollment;
using DoorFace.Core.Time;
using DoorFace.Device.Time;
using DoorFace.Host.Messaging;
using DoorFace.Host.Supervision;

namespace DoorFace.Host.Enrollment;

/// <summary>Takes what comes from the button, from terminals and from the clock, and tells the enrollment.</summary>
internal sealed class EnrollmentService(EnrollmentInbox inbox, EnrollmentSession session, ServiceFaults faults, TimeProvider time)
    : SupervisedService("The enrollment", faults)
{
    private ITimer? _timer;

    protected override async Task RunAsync(CancellationToken stoppingToken)
    {
        // At once: the lamp says whether anybody is administrator.
        await using (_timer = time.CreateTimer(_ => inbox.Post(new EnrollmentInput.TimerElapsed()), null, TimeSpan.Zero, Timeout.InfiniteTimeSpan))
        {
            session.Stepped += Schedule;
            try
            {
                await foreach (var input in inbox.ReadAllAsync(stoppingToken).ConfigureAwait(false))
                {
                    session.Step(input);
                }
            }
            finally
            {
                session.Stepped -= Schedule;
                session.Dispose();
            }
        }
    }

    private void Schedule(MonotonicInstant? wakeAt)
    {
        var now = time.GetMonotonicInstant();
        // A timer may be a little early, and the machine ignores an early one, so round up.
        var delay = wakeAt is not { } at ? Timeout.InfiniteTimeSpan : at <= now ? TimeSpan.Zero : at - now + TimeSpan.FromMilliseconds(1);
        _timer?.Change(delay, Timeout.InfiniteTimeSpan);
    }
}
