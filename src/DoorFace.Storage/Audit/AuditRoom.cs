namespace DoorFace.Storage.Audit;

/// <summary>How much an audit may hold, by what it is of: nobody can push out what matters with what they cause from outside.</summary>
/// <param name="Most">Entries with content, those from outside apart.</param>
internal sealed record AuditRoom(int Most)
{
    /// <summary>Entries from outside that have content. The oldest are emptied beyond.</summary>
    public int MostOutside => Math.Max(1, Most / 5);

    /// <summary>
    /// All, the emptied ones too, which only hold the chain together and take some 100 bytes each. Beyond, the oldest go. Whoever causes everything from
    /// outside that they can, without a pause, takes a year to get there; see <see cref="Core.Audit.AuditMerging"/>.
    /// </summary>
    public int MostRows => 10 * Most;

    /// <summary>It is looked at no more often than after so many entries.</summary>
    public int Step => Math.Max(1, Most / 500);
}
