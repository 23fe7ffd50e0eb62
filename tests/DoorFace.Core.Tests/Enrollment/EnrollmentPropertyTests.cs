using CsCheck;
using DoorFace.Core.Biometrics;
using DoorFace.Core.Enrollment;

namespace DoorFace.Core.Tests.Enrollment;

/// <summary>What no sequence of gestures, faces, pauses and failures can bring about. Judged from what went in, not from the machine's state.</summary>
public sealed class EnrollmentPropertyTests
{
    private enum Deed
    {
        Press, PressBeforeAdministrator, PressBeforeResident, DoublePress, Hold, LongHold, VeryLongHold, Administrator, Resident, Stranger, View, SameView, BadView, Agree, Withdraw, LoseButton, FacesRefused, FacesAccepted,
        AdministratorGone, Outlier, Twin, Known, Like, DiskFails, DiskWorks,
    }

    private static readonly Gen<List<(Deed Deed, double Pause)>> AnyDay = Gen.Select(
        // What leads to an enrolment often enough that many sequences get there.
        Gen.Frequency(
            (4, Gen.Const(Deed.Hold)), (4, Gen.Const(Deed.Administrator)), (6, Gen.Const(Deed.Press)), (12, Gen.Const(Deed.View)), (1, Gen.Const(Deed.LongHold)), (1, Gen.Const(Deed.PressBeforeAdministrator)), (1, Gen.Const(Deed.PressBeforeResident)),
            (4, Gen.Enum<Deed>())),
        Gen.Frequency((8, Gen.Double[0.2, 1]), (1, Gen.Double[0, 70]))).List[0, 60];

    [Fact]
    public void Nobody_is_enrolled_without_an_administrators_live_face_or_an_empty_unit_and_a_press_of_consent()
    {
        var enrolments = 0;
        Gen.Select(AnyDay, Gen.Bool).Sample(
            day =>
            {
                var (deeds, hasAdministrator) = day;
                var bench = new EnrollmentBench(hasAdministrator);
                // Since the last time nothing was going on, as the world saw it.
                var (allowed, agreed, views) = (false, false, 0);
                foreach (var (deed, pause) in deeds)
                {
                    var seen = bench.Commands.Count;
                    var (wasFree, wasAllowed) = (!bench.Context.HasAdministrator, allowed);
                    Do(bench, deed);
                    allowed |= deed is Deed.Administrator or Deed.PressBeforeAdministrator || (deed == Deed.Hold && wasFree);
                    views += deed is Deed.View or Deed.SameView ? 1 : 0;
                    foreach (var command in bench.Commands.Skip(seen))
                    {
                        if (command is EnrollmentCommand.Store store)
                        {
                            enrolments++;
                            Assert.True(allowed, "Nobody allowed it.");
                            Assert.True(agreed, "Nobody agreed.");
                            Assert.True(views >= new EnrollmentRules().References, "Too few captures.");
                            Assert.False(store.Administrator && bench.Context.HasAdministrator, "A second administrator by the button.");
                        }
                        else if (command is EnrollmentCommand.Switch)
                        {
                            (allowed, agreed, views) = (deed == Deed.Hold && wasFree, false, 0);
                        }
                    }

                    // A press that began before anybody had allowed it agrees to nothing.
                    agreed |= deed is Deed.Press or Deed.DoublePress || (wasAllowed && deed is (Deed.PressBeforeAdministrator or Deed.PressBeforeResident));
                    bench.Wait(pause);
                }

                bench.Wait(600);
                Assert.Equal(EnrollmentPhase.Idle, bench.State.Phase);
                Assert.Equal(0, bench.Kept);
                Assert.Equal(bench.Commands.OfType<EnrollmentCommand.Switch>().Count(turned => turned.On), bench.Commands.OfType<EnrollmentCommand.Switch>().Count(turned => !turned.On));
            },
            iter: 5000,
            threads: 1);
        Assert.True(enrolments > 50, $"Only {enrolments} of the sequences got as far as an enrolment: they show nothing.");
    }

    [Fact]
    public void Nobody_is_erased_but_whoever_was_recognised_last_and_a_press_follows() => AnyDay.Sample(
        deeds =>
        {
            var bench = new EnrollmentBench();
            SubjectId? last = null;
            foreach (var (deed, pause) in deeds)
            {
                var seen = bench.Commands.Count;
                Do(bench, deed);
                foreach (var erase in bench.Commands.Skip(seen).OfType<EnrollmentCommand.EraseResident>())
                {
                    Assert.True(deed is Deed.Press or Deed.PressBeforeAdministrator or Deed.PressBeforeResident, "Nobody pressed.");
                    Assert.Equal(last, erase.Subject);
                }

                last = deed switch
                {
                    Deed.Administrator or Deed.PressBeforeAdministrator => EnrollmentBench.Admin,
                    Deed.Resident or Deed.PressBeforeResident => EnrollmentBench.Resident,
                    Deed.Stranger => null,
                    _ => last,
                };
                bench.Wait(pause);
            }
        },
        iter: 5000);

    private static void Do(EnrollmentBench bench, Deed deed)
    {
        switch (deed)
        {
            case Deed.Press:
                bench.Press();
                break;
            case Deed.PressBeforeAdministrator:
                bench.Press(then: new EnrollmentInput.ResidentSeen(EnrollmentBench.Admin, MayAdminister: true));
                break;
            case Deed.PressBeforeResident:
                bench.Press(then: new EnrollmentInput.ResidentSeen(EnrollmentBench.Resident, MayAdminister: false));
                break;
            case Deed.DoublePress:
                bench.DoublePress();
                break;
            case Deed.Hold:
                bench.Press(3.1);
                break;
            case Deed.LongHold:
                bench.Press(10.1);
                break;
            case Deed.VeryLongHold:
                bench.Press(31);
                break;
            case Deed.Administrator:
                bench.Take(new EnrollmentInput.ResidentSeen(EnrollmentBench.Admin, MayAdminister: true));
                break;
            case Deed.Resident:
                bench.Take(new EnrollmentInput.ResidentSeen(EnrollmentBench.Resident, MayAdminister: false));
                break;
            case Deed.Stranger:
                bench.Take(new EnrollmentInput.FaceRefused());
                break;
            case Deed.View:
                bench.See(bench.State.Captures.Length);
                break;
            case Deed.SameView:
                bench.See(0);
                break;
            case Deed.BadView:
                bench.Take(new EnrollmentInput.ViewSeen(CaptureRefusal.Blurred, default));
                break;
            case Deed.Agree:
                bench.Take(new EnrollmentInput.Agreed("nobody"));
                break;
            case Deed.Withdraw:
                bench.Take(new EnrollmentInput.Withdrawn());
                break;
            case Deed.LoseButton:
                bench.Take(new EnrollmentInput.ButtonLost());
                bench.Take(new EnrollmentInput.ButtonRead(false));
                break;
            case Deed.FacesRefused or Deed.FacesAccepted:
                bench.Context = bench.Context with { FacesAccepted = deed == Deed.FacesAccepted };
                break;
            case Deed.AdministratorGone:
                bench.Context = bench.Context with { HasAdministrator = false };
                break;
            case Deed.Outlier:
                bench.Comparison = new CaptureComparison([0]);
                break;
            case Deed.Twin:
                bench.Comparison = new CaptureComparison([], TooSimilar: true);
                break;
            case Deed.Known:
                bench.Comparison = new CaptureComparison([], Same: EnrollmentBench.Resident);
                break;
            case Deed.Like:
                bench.Comparison = new CaptureComparison([]);
                break;
            case Deed.DiskFails:
                bench.Failure = EnrollmentEnd.StorageFailed;
                break;
            default:
                bench.Failure = null;
                break;
        }
    }
}
