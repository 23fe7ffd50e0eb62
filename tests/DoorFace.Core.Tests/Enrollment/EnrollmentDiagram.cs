using DoorFace.Core.Enrollment;
using DoorFace.Core.Tests.Support;

namespace DoorFace.Core.Tests.Enrollment;

/// <summary>Draws the enrolment's machine by running it.</summary>
internal static class EnrollmentDiagram
{
    private static readonly (string Label, Action<EnrollmentBench> Do)[] Events =
    [
        ("held 3 s", bench => bench.Press(3)),
        ("held 10 s", bench => bench.Press(10)),
        ("an administrator's face", bench => bench.Take(new EnrollmentInput.ResidentSeen(EnrollmentBench.Admin, MayAdminister: true))),
        ("another resident's face", bench => bench.Take(new EnrollmentInput.ResidentSeen(EnrollmentBench.Resident, MayAdminister: false))),
        ("asked for at a terminal", bench => bench.Take(new EnrollmentInput.Requested("Kim", "uid 0"))),
        ("press", bench => bench.Press()),
        ("double press", bench => bench.DoublePress()),
        ("captures taken and stored", bench => bench.SeeAll()),
        ("faces not accepted", bench =>
        {
            bench.Context = bench.Context with { FacesAccepted = false };
            bench.Take(new EnrollmentInput.TimerElapsed());
        }),
    ];

    private static readonly Func<EnrollmentBench>[] Beginnings =
    [
        () => new EnrollmentBench(),
        () => new EnrollmentBench(hasAdministrator: false),
        () => new EnrollmentBench().To(EnrollmentPhase.AwaitingAdministrator),
        () => new EnrollmentBench().To(EnrollmentPhase.AwaitingConsent),
        () => new EnrollmentBench().To(EnrollmentPhase.Capturing),
        () => new EnrollmentBench().To(EnrollmentPhase.AwaitingFarewell),
    ];

    public static string Phases()
    {
        var arrows = new List<(string From, string To, string Label)>();
        foreach (var begin in Beginnings)
        {
            foreach (var (label, happens) in Events)
            {
                var bench = begin();
                var (from, free) = (bench.State.Phase, !bench.Context.HasAdministrator);
                happens(bench);
                StateDiagram.Add(arrows, $"{from}", $"{bench.State.Phase}", free ? $"{label} while nobody is administrator" : label);
            }

            var waiting = begin();
            var before = waiting.State.Phase;
            waiting.Wait(60);
            StateDiagram.Add(arrows, $"{before}", $"{waiting.State.Phase}", "its time has passed");
        }

        var leaving = new EnrollmentBench().To(EnrollmentPhase.AwaitingFarewell);
        leaving.Take(new EnrollmentInput.ResidentSeen(EnrollmentBench.Resident, MayAdminister: false));
        leaving.Press();
        StateDiagram.Add(arrows, $"{EnrollmentPhase.AwaitingFarewell}", $"{leaving.State.Phase}", "recognised, and a press: erased");
        return StateDiagram.Draw($"{EnrollmentPhase.Idle}", arrows);
    }
}
