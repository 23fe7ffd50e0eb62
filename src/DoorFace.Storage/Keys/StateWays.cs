namespace DoorFace.Storage;

/// <summary>How a unit goes on whose state is in doubt.</summary>
public static class StateWays
{
    public const string Out =
        "Put the file back as it was last; or, if what is there now is what is meant, say 'sudo doorface state accept'; or erase everything: hold the enrolment "
        + "button while the unit starts, for 15 s, with the reset jumper set.";
}
