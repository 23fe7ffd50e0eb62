using DoorFace.Core.Enrollment;
using DoorFace.Core.Tests.Support;

namespace DoorFace.Core.Tests.Enrollment;

/// <summary>Draws the enrollment's machine by running it.</summary>
internal static class EnrollmentDiagram
{
    private const string PressInFront = "press of whoever is in front";

    private static readonly (string Label, Action<EnrollmentBench> Do)[] Events =
    [
        ("held 3 s", bench => bench.Press(3)),
        ("held 10 s", bench => bench.Press(10)),
        ("an administrator's face", bench => bench.Take(new EnrollmentInput.ResidentSeen(EnrollmentBench.Admin, MayAdminister: true))),
        ("another resident's face", bench => bench.Take(new EnrollmentInput.ResidentSeen(EnrollmentBench.Resident, MayAdminister: false))),
        ("asked for at a terminal", bench => bench.Take(new EnrollmentInput.Requested("Kim", "uid 0"))),
        ("press", bench => bench.Press()),
        (PressInFront, bench => bench.PressInFront()),
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
        () => new EnrollmentBench(Household.Empty),
        () => new EnrollmentBench(Household.WithoutAdministrator),
        () => new EnrollmentBench().To(EnrollmentPhase.AwaitingAdministrator),
        () => new EnrollmentBench().To(EnrollmentPhase.AwaitingConsent),
        () => new EnrollmentBench().To(EnrollmentPhase.Capturing),
        () => new EnrollmentBench().To(EnrollmentPhase.AwaitingFarewell),
        () => new EnrollmentBench().To(EnrollmentPhase.Parting),
        () => EnrollmentBench.HeldFromTheStart(jumper: false),
    ];

    public static string Phases()
    {
        var arrows = new List<(string From, string To, string Label)>();
        foreach (var begin in Beginnings)
        {
            foreach (var (label, happens) in Events)
            {
                var bench = begin();
                var (from, household) = (bench.State.Phase, bench.Context.Household);
                happens(bench);
                var qualified = household switch
                {
                    Household.Empty => $"{label} while nobody is enrolled",
                    Household.WithoutAdministrator => $"{label} while none is administrator",
                    _ => label,
                };
                var isPressAnyway = label == PressInFront && arrows.Contains(($"{from}", $"{bench.State.Phase}", "press"));
                // A hold takes longer than whoever has parted is remembered: it begins anew, and says nothing of that phase.
                var isOfAnother = from == EnrollmentPhase.Parting && label.StartsWith("held", StringComparison.Ordinal);
                if (!isPressAnyway && !isOfAnother)
                {
                    StateDiagram.Add(arrows, $"{from}", $"{bench.State.Phase}", qualified);
                }
            }

            var waiting = begin();
            var before = waiting.State.Phase;
            waiting.Wait(60);
            StateDiagram.Add(arrows, $"{before}", $"{waiting.State.Phase}", "its time has passed");
        }

        foreach (var (begin, face) in (((Func<EnrollmentBench>, FrontFace)[])[
            (() => new EnrollmentBench().To(EnrollmentPhase.AwaitingFarewell), new FrontFace(EnrollmentBench.Somebody, EnrollmentBench.Resident)),
            (() => EnrollmentBench.HeldFromTheStart(jumper: false), new FrontFace(EnrollmentBench.Somebody, EnrollmentBench.Admin, MayAdminister: true))]))
        {
            var bench = begin();
            var from = bench.State.Phase;
            bench.PressInFront(face);
            StateDiagram.Add(arrows, $"{from}", $"{bench.State.Phase}", from == EnrollmentPhase.AwaitingReset ? "an administrator's press in front" : "a resident's press in front");
            bench.Stand(5, face);
            StateDiagram.Add(arrows, $"{EnrollmentPhase.Parting}", $"{bench.State.Phase}", "stayed: erased");
        }

        return StateDiagram.Draw($"{EnrollmentPhase.Idle}", arrows);
    }
}
