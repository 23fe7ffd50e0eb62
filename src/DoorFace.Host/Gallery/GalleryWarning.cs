namespace DoorFace.Host.Gallery;

/// <summary>What is wrong with what is stored of a resident.</summary>
/// <param name="Text">A sentence for an administrator, with the name in quotes; and what to do about it.</param>
/// <param name="Resident">Whose it is; null when it is nobody's.</param>
public sealed record GalleryWarning(string Text, string? Resident = null)
{
    /// <summary>The same for the log, which nobody can make forget a name.</summary>
    public string WithoutName => Resident is null ? Text : $"{Text.Replace(Quoted, "a resident", StringComparison.Ordinal)} 'doorface identify' says who it is.";

    private string Quoted => $"'{Resident}'";
}
