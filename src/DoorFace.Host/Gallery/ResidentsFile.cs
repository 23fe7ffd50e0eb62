namespace DoorFace.Host.Gallery;

/// <summary>Which residents' file is the present one: whoever has the one before open must open it again.</summary>
internal sealed class ResidentsFile
{
    private int _number;

    /// <summary>Another number for every file since the start.</summary>
    public int Number => Volatile.Read(ref _number);

    /// <summary>The present one is deleted, and the next to open it begins anew.</summary>
    public void Replace() => Interlocked.Increment(ref _number);
}
