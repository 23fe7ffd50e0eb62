namespace DoorFace.Host.Retention;

/// <summary>Whose references will soon be erased, as last looked, for everyone who only looks.</summary>
public sealed class RetentionView
{
    private volatile IReadOnlyList<ExpiringResident> _expiring = [];

    /// <summary>By name; empty when nobody's will.</summary>
    public IReadOnlyList<ExpiringResident> Expiring => _expiring;

    internal void Set(IReadOnlyList<ExpiringResident> expiring) => _expiring = expiring;
}
