using DoorFace.Core.Audit;
using DoorFace.Host.Audit;
using DoorFace.Storage;

namespace DoorFace.Host.Tests.State;

/// <summary>A part of the unit's state that is missing, emptied, exchanged or older is noticed by the rest of it, start after start, until root has accepted it.</summary>
public sealed class LostStateTests : IDisposable
{
    private readonly StateBench _unit = new();

    public static TheoryData<string, bool> Losses { get; } =
    [
        .. from one in StateBench.Parts
           from other in StateBench.Parts
           where string.CompareOrdinal(one, other) <= 0
           from emptied in (bool[])[false, true]
           select new TheoryDataRow<string, bool>(one == other ? one : $"{one} {other}", emptied),
    ];

    public void Dispose() => _unit.Dispose();

    [Theory]
    [MemberData(nameof(Losses))]
    public void What_is_lost_is_noticed_until_it_is_put_back(string parts, bool emptied)
    {
        var lost = parts.Split(' ');
        var taken = StateBench.Parts.ToDictionary(part => part, _unit.Take);
        foreach (var part in lost)
        {
            _unit.Lose(part, emptied);
        }

        Assert.NotEmpty(_unit.State.Review(out _));
        for (var start = 0; start < 3; start++)
        {
            Assert.NotEmpty(_unit.Start());
        }

        foreach (var part in StateBench.Parts)
        {
            _unit.PutBack(part, taken[part]);
        }

        Assert.Empty(_unit.Start());
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void What_is_lost_is_accepted_by_root_and_the_audit_says_so(string parts, bool emptied)
    {
        Assert.SkipWhen(parts.Contains("key", StringComparison.Ordinal) && !parts.Contains("residents", StringComparison.Ordinal), "without the key of the residents nothing can be accepted");
        Assert.SkipWhen(parts.Contains("key", StringComparison.Ordinal) && emptied, "a key file that is no key is mended or taken away first");
        foreach (var part in parts.Split(' '))
        {
            _unit.Lose(part, emptied);
        }

        _unit.Start();
        Assert.NotNull(_unit.Accept());

        for (var start = 0; start < 3; start++)
        {
            Assert.Empty(_unit.Start());
        }
    }

    [Fact]
    public void An_older_residents_file_revives_nobody_without_root()
    {
        var before = _unit.Take("residents");
        _unit.With(store =>
        {
            store.SetSuspended(_unit.Kim, true);
            store.Remove(_unit.Alex);
        });
        Assert.Empty(_unit.Start());
        _unit.PutBack("residents", before);

        for (var start = 0; start < 3; start++)
        {
            Assert.Contains(_unit.Start(), doubt => doubt.Contains("older", StringComparison.Ordinal));
            // Nor does it grow until it looks newer.
            _unit.With(store => Assert.Equal(StorageFault.StateInDoubt, Assert.Throws<StorageException>(() => store.MarkUsed(_unit.Kim, DateTimeOffset.UtcNow)).Fault));
        }

        Assert.Contains("older", _unit.Accept()!.Detail, StringComparison.Ordinal);
        Assert.Empty(_unit.Start());
    }

    [Fact]
    public void An_older_audit_stays_in_doubt_however_long_it_grows()
    {
        var before = _unit.Take("audit");
        for (var start = 0; start < 3; start++)
        {
            Assert.Empty(_unit.Start());
        }

        _unit.PutBack("audit", before);

        for (var start = 0; start < 12; start++)
        {
            Assert.Contains(_unit.Start(), doubt => doubt.Contains("The audit is older", StringComparison.Ordinal));
        }

        Assert.Contains("The audit is older", _unit.Accept()!.Detail, StringComparison.Ordinal);
        Assert.Empty(_unit.Start());
        Assert.Empty(_unit.Start());
    }

    [Theory]
    [InlineData("witness")]
    [InlineData("audit")]
    public void One_alone_remembers_enough(string remembers)
    {
        var before = _unit.Take("residents");
        var other = _unit.Take(remembers == "audit" ? "witness" : "audit");
        _unit.With(store => store.SetSuspended(_unit.Kim, true));
        Assert.Empty(_unit.Start());
        _unit.PutBack("residents", before);
        if (remembers == "audit")
        {
            _unit.PutBack("witness", other);
        }

        Assert.Contains(_unit.State.Review(out _), doubt => doubt.Contains($"older than what the {remembers} remembers", StringComparison.Ordinal));
    }

    [Fact]
    public void Another_units_files_are_foreign()
    {
        using var other = new StateBench();
        foreach (var part in (string[])["residents", "key"])
        {
            _unit.PutBack(part, other.Take(part));
        }

        Assert.Contains(_unit.Start(), doubt => doubt.Contains("another unit's", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("DELETE FROM residents")]
    [InlineData("UPDATE residents SET generation = 1")]
    public void What_the_audit_remembers_cannot_be_taken_out_or_changed(string edit)
    {
        using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={_unit.Settings.Storage.FullAuditPath};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = edit;
            command.ExecuteNonQuery();
        }

        Assert.NotEmpty(_unit.Start());
    }

    [Theory]
    [InlineData("witness")]
    [InlineData("audit")]
    public void What_was_not_remembered_any_more_before_a_power_cut_is_no_wonder(string late)
    {
        var before = _unit.Take(late);
        _unit.With(store => store.SetSuspended(_unit.Kim, true));
        if (late == "witness")
        {
            _unit.PutBack("witness", before);
        }

        Assert.Empty(_unit.Start());
        _unit.With(store => store.SetSuspended(_unit.Kim, false));
        Assert.Empty(_unit.Start());
    }

    [Fact]
    public void A_factory_reset_is_no_wonder_wherever_it_is_cut_off()
    {
        var witness = _unit.Take("witness");
        _unit.With(store => store.RemoveAll());
        // The audit is not cleared yet.
        Assert.Empty(_unit.Start());
        Assert.Empty(_unit.Start());

        // Somebody who puts the old witness back gains nothing by it.
        _unit.PutBack("witness", witness);
        Assert.NotEmpty(_unit.Start());
    }

    [Fact]
    public void Rotations_renewals_and_a_new_key_are_no_wonder()
    {
        _unit.With(store => store.RotateKey());
        Assert.Empty(_unit.Start());
        _unit.With(store => store.RenewTemplates());
        Assert.Empty(_unit.Start());
    }

    [Fact]
    public void A_damaged_audit_that_the_unit_sets_aside_is_no_wonder()
    {
        foreach (var file in _unit.FilesOf("audit"))
        {
            File.Delete(file);
        }

        File.WriteAllText(_unit.Settings.Storage.FullAuditPath, new string('x', 5000));

        Assert.Empty(_unit.Start());
        Assert.Empty(_unit.Start());
    }

    [Fact]
    public void Settings_that_decide_stand_in_the_audit_when_they_change()
    {
        var changed = new UnitStateOf(_unit, _unit.Settings with { Identification = _unit.Settings.Identification with { FalsePositiveRate = 1e-3 } });

        var events = changed.Remember();

        var one = Assert.Single(events);
        Assert.Equal((AuditKind.SettingsChanged, "Identification:FalsePositiveRate is 0.001"), (one.Kind, one.Detail));
        Assert.Empty(changed.Remember());
    }

    private sealed class UnitStateOf(StateBench unit, Host.Settings.DoorFaceSettings settings)
    {
        public IReadOnlyList<AuditEvent> Remember()
        {
            using var signer = new AuditSigner(unit.Settings.Storage, TimeProvider.System, mayCreate: true);
            var state = new Host.State.UnitState(settings);
            Assert.Empty(state.Review(out var evidence));
            return state.Remember(evidence, signer);
        }
    }
}
