using DoorFace.Storage.Residents;
using DoorFace.Storage.Tests.Support;

namespace DoorFace.Storage.Tests;

public sealed class ChangeStampTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ResidentStore _watching;
    private readonly ResidentStore _other;

    public ChangeStampTests()
    {
        _watching = ResidentStore.Open(_folder.File);
        _other = ResidentStore.Open(_folder.File);
    }

    public void Dispose()
    {
        _watching.Dispose();
        _other.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Every_change_gives_a_stamp_never_seen_before(bool byAnother)
    {
        var store = byAnother ? _other : _watching;
        var stamps = new HashSet<long> { _watching.ChangeStamp() };

        var resident = store.Add("Ada", Enroll.References(1, 2), Enroll.Day, Enroll.Consent);
        Assert.True(stamps.Add(_watching.ChangeStamp()));
        store.Rename(resident.Id, "Augusta");
        Assert.True(stamps.Add(_watching.ChangeStamp()));
        store.Remove(resident.Id);
        Assert.True(stamps.Add(_watching.ChangeStamp()));
    }

    [Fact]
    public void Reading_gives_the_same_stamp()
    {
        Enroll.Several(_watching, 2);
        var stamp = _watching.ChangeStamp();

        _ = _watching.List();
        _ = _watching.LoadReferences();
        _ = _other.LoadReferences();

        Assert.Equal(stamp, _watching.ChangeStamp());
    }

    [Fact]
    public void A_change_refused_gives_the_same_stamp()
    {
        Enroll.Several(_watching, 1);
        var stamp = _watching.ChangeStamp();

        Assert.Throws<ResidentNameException>(() => _watching.Add("resident 0", Enroll.References(1, 1), Enroll.Day, Enroll.Consent));
        Assert.Throws<ResidentNameException>(() => _other.Add("resident 0", Enroll.References(1, 1), Enroll.Day, Enroll.Consent));

        Assert.Equal(stamp, _watching.ChangeStamp());
    }

    [Fact]
    public void Who_sees_a_new_stamp_also_sees_the_change()
    {
        _ = _watching.ChangeStamp();
        _other.Add("Ada", Enroll.References(1, 2), Enroll.Day, Enroll.Consent);

        _ = _watching.ChangeStamp();

        Assert.Equal(2, _watching.LoadReferences().References.Count);
    }
}
