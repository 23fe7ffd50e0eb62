namespace DoorFace.Host.Settings;

/// <summary>What residents agree to when they are enrolled.</summary>
public sealed record ConsentSettings
{
    /// <summary>Which text it is; stored with every consent. Change it together with the text.</summary>
    public string TextVersion { get; init; } = "1";

    /// <summary>The text, as it hangs beside the door.</summary>
    public string Text { get; init; } =
        "To let you in, this door stores numbers that describe your face (a biometric template), the name you are called by here, when you were enrolled, "
        + "the day on which you last came in, and a log of what happens at the door; no picture is kept. All of it stays in this unit, is given to nobody, "
        + "and serves only to open this door and to keep it safe. Template, name and dates are erased when you say so, and by themselves when you have not "
        + "come in for the retention period. You agree freely, and may refuse or take it back at any time without any disadvantage: you can then come in "
        + "another way. To have everything erased, hold the enrolment button for 10 seconds, stand in front of the camera and press it once more, or ask an "
        + "administrator. The legal basis is your explicit consent (GDPR Article 9(2)(a)), which is also the written release that laws such as the Illinois "
        + "BIPA ask for. Pressing the button means that you agree.";
}
