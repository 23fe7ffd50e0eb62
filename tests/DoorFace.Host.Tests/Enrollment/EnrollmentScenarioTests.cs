using DoorFace.Core.Access;
using DoorFace.Core.Audit;
using DoorFace.Core.Door;
using DoorFace.Core.Enrollment;
using DoorFace.Host.Control;

namespace DoorFace.Host.Tests.Enrollment;

/// <summary>
/// The whole workflow on a bench unit: button, lamps and strike on the simulated chip, people from photographs before the camera, real models and real
/// files, and nobody who helps.
/// </summary>
public sealed class EnrollmentScenarioTests
{
    [Fact]
    public async Task The_first_resident_enrols_by_themself_is_administrator_and_opens_the_door()
    {
        await using var hall = await EnrollmentHall.OpenAsync();
        await hall.Unit.UntilAsync(() => hall.Unit.IsOn(DoorOutput.EnrollLamp), "the lamp says that nobody is administrator");
        await hall.HoldAsync(3);
        Assert.Equal(EnrollmentPhase.AwaitingConsent, hall.State.Phase);

        // Nobody is captured before they agree, however long they stand there.
        hall.Unit.Scene.Show(People.Alex);
        await hall.WaitAsync(3);
        Assert.Empty(hall.State.Captures);

        await hall.AgreeAsync(People.Alex);
        await hall.ShowAsync(People.Alex, () => hall.State.End is not null, "the captures are taken");
        Assert.Equal(EnrollmentEnd.Enrolled, hall.State.End);
        var alex = Assert.Single(hall.Residents());
        Assert.Equal(("Resident 1", true, 5), (alex.Name, alex.IsAdministrator, alex.ReferenceCount));
        await hall.Unit.UntilAuditedAsync(AuditKind.ConsentGiven, "button");
        await hall.Unit.UntilAuditedAsync(AuditKind.ResidentEnrolled, "nobody was enrolled, 5 references");
        await hall.Unit.UntilAuditedAsync(AuditKind.AdministratorAppointed);

        await hall.ShowAsync(People.AlexElsewhere, () => hall.Unit.IsOn(DoorOutput.Strike), "the door opens for Alex");
    }

    [Fact]
    public async Task The_second_resident_takes_an_administrators_face_and_their_own_consent()
    {
        await using var hall = await EnrollmentHall.WithAlexAsync();
        await hall.GoToAsync(EnrollmentPhase.AwaitingConsent);
        await hall.AgreeAsync(People.Kim);
        await hall.ShowAsync(People.Kim, () => hall.State.End is not null, "the captures are taken");
        Assert.Equal(EnrollmentEnd.Enrolled, hall.State.End);
        var kim = hall.Residents().Single(resident => resident.Name == "Resident 2");
        Assert.Equal((false, 5), (kim.IsAdministrator, kim.ReferenceCount));
        await hall.ShowAsync(People.Kim, () => hall.Unit.IsOn(DoorOutput.Strike), "the door opens for Kim");
    }

    [Fact]
    public async Task Whoever_is_enrolled_already_is_recognised_and_not_enrolled_twice()
    {
        await using var hall = await EnrollmentHall.WithAlexAsync();
        await hall.GoToAsync(EnrollmentPhase.Capturing, People.AlexElsewhere);
        await hall.ShowAsync(People.Alex, () => hall.State.End is not null, "the captures are taken");
        await hall.AssertEndedAsync(EnrollmentEnd.Refreshed);
        Assert.True(Assert.Single(hall.Residents()).IsAdministrator);
    }

    [Fact]
    public async Task A_door_that_is_full_takes_nobody_more_and_says_so()
    {
        await using var hall = await EnrollmentHall.WithAlexAsync(("Identification:MostResidents", "1"));
        await hall.GoToAsync(EnrollmentPhase.Capturing);
        await hall.ShowAsync(People.Kim, () => hall.State.End is not null, "Kim is refused");
        await hall.AssertEndedAsync(EnrollmentEnd.GalleryFull);
    }

    [Fact]
    public async Task A_resident_who_is_no_administrator_allows_nothing()
    {
        await using var hall = await EnrollmentHall.WithAlexAsync();
        await hall.GoToAsync(EnrollmentPhase.Capturing);
        await hall.ShowAsync(People.Kim, () => hall.State.End == EnrollmentEnd.Enrolled, "Kim is enrolled");
        hall.Unit.Scene.Show([]);
        await hall.UntilDoorSaysAsync(enrolling: false);
        await hall.WaitAsync(1); // The gallery is read again.

        await hall.HoldAsync(3);
        await hall.ShowAsync(People.Kim, () => hall.State.End is not null, "Kim is refused");
        await hall.AssertEndedAsync(EnrollmentEnd.NotAdministrator, residents: 2);
    }

    [Fact]
    public async Task A_stranger_allows_nothing()
    {
        await using var hall = await EnrollmentHall.WithAlexAsync();
        await hall.GoToAsync(EnrollmentPhase.AwaitingAdministrator);
        await hall.ShowAsync(People.Stranger, () => hall.State.End is not null, "the stranger is refused");
        await hall.AssertEndedAsync(EnrollmentEnd.NotAdministrator);
        await hall.Unit.UntilAuditedAsync(AuditKind.AccessDenied);
    }

    [Fact]
    public async Task Of_a_stranger_only_the_time_and_the_reason_are_recorded()
    {
        await using var hall = await EnrollmentHall.WithAlexAsync();
        await hall.Unit.UntilAuditedAsync(AuditKind.AdministratorAppointed);
        await hall.Unit.UntilAuditedAsync(AuditKind.EnrollmentEnded);
        var before = hall.Unit.Entries().Count;
        hall.Unit.Scene.Show(People.Stranger);
        await hall.Unit.UntilAuditedAsync(AuditKind.AccessDenied);
        await hall.ShowAsync([], () => !hall.Unit.IsOn(DoorOutput.Strike), "nothing is released");
        await hall.WaitAsync(5);

        var visit = hall.Unit.Entries().Skip(before).ToList();
        Assert.NotEmpty(visit);
        Assert.All(visit, entry =>
        {
            Assert.Equal($"{AuditKind.AccessDenied}", entry.Kind);
            Assert.Null(entry.Subject);
            Assert.True(Enum.TryParse<DenialReason>(entry.Detail, out _), entry.Detail);
        });
    }

    public static TheoryData<string, EnrollmentEnd> BadPictures => new()
    {
        { nameof(People.Both), EnrollmentEnd.SeveralFaces },
        { nameof(People.Blurred), EnrollmentEnd.Blurred },
        { nameof(People.Dark), EnrollmentEnd.TooDark },
        { nameof(People.MaskedKim), EnrollmentEnd.FaceCovered },
        { nameof(People.Discoloured), EnrollmentEnd.NotLive },
        { nameof(People.UpsideDown), EnrollmentEnd.NotUpright },
        { nameof(People.Photo), EnrollmentEnd.PoseTooAlike },
    };

    [Fact]
    public async Task A_face_that_is_turned_in_the_picture_opens_nothing_and_the_audit_says_why()
    {
        await using var hall = await EnrollmentHall.WithAlexAsync();
        await hall.ShowAsync(
            People.UpsideDown(People.Stranger), () => hall.Unit.Entries().Any(e => e.Kind == nameof(AuditKind.AccessDenied) && e.Detail == "NotUpright"), "a turned stranger is refused");
        hall.Unit.Scene.Show([]);
        await hall.WaitAsync(3);
        await hall.ShowAsync(
            People.UpsideDown(People.AlexElsewhere),
            () => hall.Unit.Entries().Count(e => e.Kind == nameof(AuditKind.AccessDenied) && e.Detail == "NotUpright") == 2,
            "a turned resident is refused");

        Assert.DoesNotContain(hall.Unit.Entries(), e => e.Kind == nameof(AuditKind.StrikeReleased));
    }

    [Theory]
    [MemberData(nameof(BadPictures))]
    public async Task Nobody_is_enrolled_from_bad_pictures_and_the_sign_says_why(string what, EnrollmentEnd end)
    {
        await using var hall = await EnrollmentHall.WithAlexAsync();
        await hall.GoToAsync(EnrollmentPhase.Capturing);
        var pictures = what switch
        {
            nameof(People.Both) => People.Both,
            nameof(People.Blurred) => People.Blurred(People.Kim),
            nameof(People.Dark) => People.Dark(People.Kim),
            nameof(People.UpsideDown) => People.UpsideDown(People.Kim),
            nameof(People.MaskedKim) => People.MaskedKim,
            nameof(People.Discoloured) => People.Discoloured(People.Kim),
            _ => People.Photo,
        };
        await hall.ShowAsync(pictures, () => hall.State.End is not null, "it ends", slowly: true);
        await hall.Unit.UntilAsync(() => hall.Unit.View.State.EnrollmentNews == EnrollmentSigns.Ends[end], $"the sign for {end} is shown");
        await hall.AssertEndedAsync(end);
        await hall.Unit.UntilAuditedAsync(AuditKind.EnrollmentFailed, $"{end}");
    }

    [Theory]
    [InlineData(EnrollmentPhase.AwaitingAdministrator)]
    [InlineData(EnrollmentPhase.AwaitingConsent)]
    [InlineData(EnrollmentPhase.Capturing)]
    [InlineData(EnrollmentPhase.AwaitingFarewell)]
    public async Task Every_step_can_be_cancelled_and_ends_by_itself(EnrollmentPhase phase)
    {
        await using var hall = await EnrollmentHall.WithAlexAsync();
        await hall.GoToAsync(phase);
        if (phase == EnrollmentPhase.Capturing)
        {
            await hall.ShowAsync(People.Kim, () => hall.State.Captures.Length >= 2, "something is captured");
        }

        await hall.DoublePressAsync();
        await hall.AssertEndedAsync(EnrollmentEnd.Cancelled);

        await hall.GoToAsync(phase);
        await hall.ShowAsync([], () => hall.State.End is not null, "it ends", slowly: true);
        await hall.AssertEndedAsync(phase == EnrollmentPhase.Capturing ? EnrollmentEnd.NoFace : EnrollmentEnd.TimedOut);
    }

    [Fact]
    public async Task A_resident_is_forgotten_on_the_spot_and_the_unit_is_free_when_the_last_administrator_is_gone()
    {
        await using var hall = await EnrollmentHall.WithAlexAsync();
        await hall.GoToAsync(EnrollmentPhase.AwaitingFarewell);
        await hall.PartAsync(People.AlexElsewhere);
        await hall.AssertEndedAsync(EnrollmentEnd.Erased, residents: 0);
        await hall.Unit.UntilAuditedAsync(AuditKind.ResidentErased, "by themself");
        Assert.Equal(EnrollmentSigns.NobodyEnrolled, hall.State.Sign);
        await hall.HoldAsync(3);
        Assert.Equal(EnrollmentPhase.AwaitingConsent, hall.State.Phase);
    }

    [Fact]
    public async Task A_stranger_can_have_nobody_forgotten()
    {
        await using var hall = await EnrollmentHall.WithAlexAsync();
        await hall.GoToAsync(EnrollmentPhase.AwaitingFarewell);
        hall.Unit.Scene.Show(People.Stranger);
        await hall.WaitAsync(2);
        await hall.PressAsync();
        await hall.AssertEndedAsync(EnrollmentEnd.Cancelled);
    }

    [Fact]
    public async Task The_way_out_is_free_meanwhile_and_no_face_opens_the_door()
    {
        await using var hall = await EnrollmentHall.WithAlexAsync();
        await hall.GoToAsync(EnrollmentPhase.AwaitingConsent);
        hall.Unit.Scene.Show(People.AlexElsewhere);
        await hall.WaitAsync(3);
        Assert.False(hall.Unit.IsOn(DoorOutput.Strike));
        await hall.Unit.AssertWayOutAsync();
    }

    [Fact]
    public async Task A_lock_down_ends_it()
    {
        await using var hall = await EnrollmentHall.WithAlexAsync();
        await hall.GoToAsync(EnrollmentPhase.Capturing);
        await hall.ShowAsync(People.Kim, () => hall.State.Captures.Length >= 1, "something is captured");
        await hall.Unit.AskAsync(new DoorRequest.LockDown());
        await hall.ShowAsync(People.Kim, () => hall.State.End is not null, "it ends");
        Assert.Equal(EnrollmentEnd.FacesRefused, hall.State.End);
        Assert.Single(hall.Residents());
    }

    [Fact]
    public async Task Held_from_the_start_with_the_jumper_set_the_button_erases_everything()
    {
        await using var hall = await EnrollmentHall.WithAlexAsync();
        await hall.Unit.StopAsync();
        hall.Unit.Scene.Show([]);
        hall.Unit.Put(DoorSensor.ResetJumper, true);
        hall.Unit.Put(DoorSensor.EnrollButton, true);
        await hall.Unit.StartedAsync();
        await hall.WaitAsync(16);
        Assert.Single(hall.Residents());
        hall.Unit.Put(DoorSensor.EnrollButton, false);
        await hall.WaitAsync(1);
        await hall.Unit.UntilAuditedAsync(AuditKind.FactoryReset);
        Assert.Empty(hall.Residents());
        Assert.DoesNotContain(hall.Unit.Entries(), entry => entry.Kind == $"{AuditKind.ResidentEnrolled}");
        // By the key that the unit was given after the one before was destroyed.
        var verified = hall.Unit.Control(ControlRequest.Of(ControlCommands.VerifyAudit));
        Assert.True(verified is { Done: true, Verdict: { KeyIsKnown: true, SealedUpTo: > 0 } }, verified.Message);
    }
}
