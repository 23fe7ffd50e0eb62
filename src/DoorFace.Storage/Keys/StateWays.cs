namespace DoorFace.Storage.Keys;

/// <summary>How a unit goes on whose state is in doubt.</summary>
public static class StateWays
{
    public const string Out =
        "Stop the unit and put the file back as it was last, with its '-wal' and '-shm' or without any beside it; or, if what is there now is what is meant, "
        + "say 'sudo doorface state accept'; or erase everything: hold the enrollment button while the unit starts, for 15 s, with the reset jumper set.";
}
