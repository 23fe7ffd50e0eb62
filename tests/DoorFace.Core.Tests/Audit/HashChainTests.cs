using System.Buffers.Binary;
using System.Security.Cryptography;
using CsCheck;
using DoorFace.Core.Audit;
using DoorFace.Core.Biometrics;

namespace DoorFace.Core.Tests.Audit;

/// <summary>Whatever is done to a chained audit at whatever place is found, and the place is named.</summary>
public sealed class HashChainTests
{
    private static readonly DateTimeOffset Day = new(2026, 3, 4, 5, 6, 7, 89, TimeSpan.Zero);

    // All but what the unit notes of the audit itself: that it was bent is a finding wherever it stands.
    private static readonly Gen<AuditEntry> Entries = Gen.Select(
        Gen.Int[1, 9], Gen.DateTimeOffset, Gen.Int[0, int.MaxValue], Gen.Enum<AuditKind>().Where(kind => kind is not (AuditKind.AuditBent or AuditKind.AuditSealed)), Gen.Guid.Nullable(), Gen.String[0, 20],
        (boot, at, sinceStart, kind, subject, detail) => new AuditEntry(
            0, boot, at, TimeSpan.FromMilliseconds(sinceStart), kind.ToString(), subject is { } id ? new SubjectId(id) : null, detail));

    /// <summary>A sound audit of 2 to 12 entries behind any beginning, and a place in it.</summary>
    private static readonly Gen<(ChainLink Anchor, ChainedEntry[] Entries, int Place)> Audits = Gen.Select(
        Gen.Int[0, 1000], Gen.Byte.Array[ChainHash.Length], Entries.Array[2, 12], Gen.Int[0, int.MaxValue],
        (pruned, hash, entries, place) =>
        {
            var anchor = new ChainLink(pruned, new ChainHash(hash));
            return (anchor, Chained(anchor, entries), place % entries.Length);
        });

    [Fact]
    public void The_digest_is_of_the_salt_and_of_every_field_behind_its_length()
    {
        var subject = new SubjectId(Guid.ParseExact("00112233445566778899aabbccddeeff", "N"));
        var entry = new AuditEntry(258, 3, Day.AddTicks(1234), TimeSpan.FromMilliseconds(70_000) + TimeSpan.FromTicks(9), "DoorOpened", subject, "häus") { ClockTrusted = true };
        var salt = Enumerable.Range(1, 16).Select(number => (byte)number).ToArray();

        byte[] bytes =
        [
            .. salt, .. Number(3), .. Number(Day.ToUnixTimeMilliseconds()), .. Number(70_000), 1,
            0, 0, 0, 10, .. "DoorOpened"u8, 0, 0, 0, 32, .. "00112233445566778899aabbccddeeff"u8, 0, 0, 0, 5, .. "häus"u8,
        ];

        Assert.Equal(SHA256.HashData(bytes), HashChain.DigestOf(new EntrySalt(salt), entry).ToArray());
    }

    [Fact]
    public void The_hash_is_of_the_hash_before_the_number_the_class_and_the_digest()
    {
        var (before, digest) = (SHA256.HashData("before"u8), SHA256.HashData("digest"u8));

        byte[] bytes = [.. before, .. Number(258), 1, .. digest];

        var hash = HashChain.HashOf(new ChainHash(before), 258, RetentionClass.Administration, new ChainHash(digest));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), hash.ToString());
        Assert.Equal(SHA256.HashData(bytes), hash.ToArray());
    }

    [Fact]
    public void Text_moved_from_one_field_to_the_next_is_another_digest()
    {
        var entry = new AuditEntry(1, 1, Day, TimeSpan.Zero, "Fault", null, "Clock");

        Assert.NotEqual(HashChain.DigestOf(default, entry), HashChain.DigestOf(default, entry with { Kind = "FaultC", Detail = "lock" }));
    }

    [Fact]
    public void The_same_entry_has_another_digest_each_time() => Assert.Equal(
        100, Enumerable.Range(0, 100).Select(_ => HashChain.Chain(default, new AuditEntry(1, 1, Day, TimeSpan.Zero, "Fault", null, ""), RetentionClass.Access).Digest).Distinct().Count());

    [Fact]
    public void An_audit_as_it_was_written_is_sound() => Audits.Sample(audit =>
    {
        var last = audit.Entries[^1];
        Assert.Equal(
            new ChainVerification(0, audit.Entries.Length, new ChainLink(last.Sequence, last.Hash!.Value), null),
            HashChain.Verify(AuditSeals.None(audit.Anchor), audit.Entries, last.Sequence));
    });

    [Fact]
    public void A_changed_field_is_found_at_its_entry() => Gen.Select(Audits, Gen.Int[0, 10]).Sample((audit, field) =>
    {
        var (_, entries, place) = audit;
        var entry = entries[place];
        var content = entry.Content!;
        entries[place] = field switch
        {
            0 => entry with { Content = content with { Boot = content.Boot + 1 } },
            1 => entry with { Content = content with { At = content.At > Day ? content.At.AddMilliseconds(-1) : content.At.AddMilliseconds(1) } },
            2 => entry with { Content = content with { SinceStart = content.SinceStart + TimeSpan.FromMilliseconds(1) } },
            3 => entry with { Content = content with { Kind = content.Kind + "x" } },
            4 => entry with { Content = content with { Subject = content.Subject is null ? SubjectId.New() : null } },
            5 => entry with { Content = content with { Detail = content.Detail + "x" } },
            6 => entry with { Content = content with { ClockTrusted = !content.ClockTrusted } },
            7 => entry with { Salt = EntrySalt.Draw() },
            8 => entry with { Digest = HashChain.DigestOf(EntrySalt.Draw(), content) },
            9 => entry with { Class = entry.Class == RetentionClass.Access ? RetentionClass.Administration : RetentionClass.Access },
            _ => entry with { Hash = HashChain.HashOf(entry.Hash!.Value, entry.Sequence, entry.Class, entry.Digest!.Value) },
        };

        Found(ChainFaultKind.Changed, entry.Sequence, place, audit);
    });

    [Fact]
    public void A_changed_entry_with_a_hash_to_match_is_found_at_the_next() => Audits.Where(audit => audit.Place > 0).Sample(audit =>
    {
        var (anchor, entries, place) = audit;
        var before = place == 1 ? anchor : new ChainLink(entries[place - 2].Sequence, entries[place - 2].Hash!.Value);
        var changed = entries[place - 1].Content!;
        entries[place - 1] = HashChain.Chain(before, changed with { Detail = changed.Detail + "x" }, entries[place - 1].Class);

        Found(ChainFaultKind.Changed, entries[place].Sequence, place, audit);
    });

    [Fact]
    public void An_emptied_entry_is_sound_up_to_its_mark_and_found_behind_it() => Gen.Select(Audits, Gen.Int[0, 20]).Sample((audit, mark) =>
    {
        var (anchor, entries, place) = audit;
        var (emptied, last) = (entries[place], entries[^1].Sequence);
        entries[place] = emptied with { Content = null, Salt = null };
        var upTo = anchor.Sequence + mark;
        var erased = emptied.Class switch
        {
            RetentionClass.Access => new ErasedMarks(upTo, 0),
            RetentionClass.Outside => new ErasedMarks(0, 0, upTo),
            _ => new ErasedMarks(0, upTo),
        };

        var verification = HashChain.Verify(AuditSeals.None(anchor) with { Erased = erased }, entries, last);

        if (emptied.Sequence <= anchor.Sequence + mark)
            Assert.Equal((true, 1, entries.Length), (verification.IsSound, verification.Erased, verification.Verified));
        else
            Assert.Equal((ChainFaultKind.Emptied, emptied.Sequence), (verification.Fault?.Kind, verification.Fault?.Sequence));

        // What is left of it is still held by the chain.
        entries[place] = entries[place] with { Digest = HashChain.DigestOf(EntrySalt.Draw(), emptied.Content!) };
        Found(ChainFaultKind.Changed, emptied.Sequence, place, audit);
    });

    [Fact]
    public void A_removed_entry_is_named() => Gen.Select(Audits, Gen.Int[1, 3]).Sample((audit, most) =>
    {
        var (anchor, entries, place) = audit;
        var count = Math.Min(most, entries.Length - place);
        ChainedEntry[] left = [.. entries[..place], .. entries[(place + count)..]];

        // Even the newest, as long as the count of numbers given is as it was.
        Found(ChainFaultKind.Missing, entries[place].Sequence, place, (anchor, left, place), entries[^1].Sequence);
    });

    [Fact]
    public void A_removed_entry_whose_number_the_next_one_took_is_found() => Audits.Where(audit => audit.Place < audit.Entries.Length - 1).Sample(audit =>
    {
        var (anchor, entries, place) = audit;
        ChainedEntry[] left = [.. entries[..place], .. entries[(place + 1)..].Select(entry => entry with { Sequence = entry.Sequence - 1 })];

        Found(ChainFaultKind.Changed, entries[place].Sequence, place, (anchor, left, place));
    });

    [Fact]
    public void Entries_in_another_order_are_found_at_the_first() => Gen.Select(Audits, Gen.Int[1, 11], Gen.Bool).Sample((audit, distance, numbersToo) =>
    {
        var (_, entries, place) = audit;
        var other = (place + distance) % entries.Length;
        if (other == place)
            return;
        (entries[place], entries[other]) = (entries[other], entries[place]);
        var first = Math.Min(place, other);
        if (numbersToo)
        {
            var (low, high) = (entries[Math.Max(place, other)].Sequence, entries[first].Sequence);
            entries[first] = entries[first] with { Sequence = low };
            entries[Math.Max(place, other)] = entries[Math.Max(place, other)] with { Sequence = high };
            Found(ChainFaultKind.Changed, low, first, audit);
        }
        else
        {
            Found(ChainFaultKind.Missing, audit.Anchor.Sequence + first + 1, first, audit);
        }
    });

    [Fact]
    public void An_entry_put_in_is_found() => Gen.Select(Audits, Entries, Gen.Int[0, 2]).Sample((audit, entry, manner) =>
    {
        var (anchor, entries, place) = audit;
        var before = place == 0 ? anchor : new ChainLink(entries[place - 1].Sequence, entries[place - 1].Hash!.Value);
        var inserted = manner == 0 ? Old(entry, entries[place].Sequence) : HashChain.Chain(before, entry, RetentionClass.Access);
        IEnumerable<ChainedEntry> after = entries[place..];
        if (manner != 1)
            after = after.Select(one => one with { Sequence = one.Sequence + 1 });
        ChainedEntry[] altered = [.. entries[..place], inserted, .. after];

        if (manner == 0)
            Found(ChainFaultKind.Unchained, inserted.Sequence, place, (anchor, altered, place));
        else if (manner == 1)
            Found(ChainFaultKind.OutOfOrder, inserted.Sequence, place + 1, (anchor, altered, place));
        else
            Found(ChainFaultKind.Changed, inserted.Sequence + 1, place + 1, (anchor, altered, place));
    });

    [Fact]
    public void Entries_older_than_the_chain_are_counted_and_not_judged() => Gen.Select(Entries.Array[0, 5], Entries.Array[0, 5]).Sample((old, since) =>
    {
        var anchor = new ChainLink(old.Length, default);
        ChainedEntry[] entries = [.. old.Select((entry, i) => Old(entry, i + 1)), .. Chained(anchor, since)];

        var verification = HashChain.Verify(AuditSeals.None(anchor), entries, entries.Length);

        Assert.Equal((old.Length, since.Length, true), (verification.Before, verification.Verified, verification.IsSound));
    });

    [Fact]
    public void A_pruned_audit_has_nothing_older_than_the_chain()
    {
        var anchor = new ChainLink(7, new ChainHash(SHA256.HashData("pruned"u8)));
        var old = new AuditEntry(7, 1, Day, TimeSpan.Zero, "DoorOpened", null, "");

        Assert.Equal(ChainFaultKind.OutOfOrder, HashChain.Verify(AuditSeals.None(anchor), [Old(old, 7), .. Chained(anchor, [old])], 8).Fault?.Kind);
    }

    [Fact]
    public void The_newest_entries_cut_off_with_the_count_are_not_found_but_a_receipt_shows_it()
    {
        var entries = Chained(default, Enumerable.Range(0, 5).Select(i => new AuditEntry(0, 1, Day, TimeSpan.Zero, "DoorOpened", null, $"{i}")));
        var receipt = new ChainLink(5, entries[4].Hash!.Value);

        var verification = HashChain.Verify(AuditSeals.None(default), entries[..3], 3);

        Assert.True(verification.IsSound);
        Assert.True(verification.Last.Sequence < receipt.Sequence);
    }

    private static void Found(
        ChainFaultKind kind, long sequence, int sound, (ChainLink Anchor, ChainedEntry[] Entries, int Place) audit, long? lastGiven = null)
    {
        var verification = HashChain.Verify(AuditSeals.None(audit.Anchor), audit.Entries, lastGiven ?? audit.Entries.Max(entry => entry.Sequence));

        Assert.Equal((kind, sequence), (verification.Fault?.Kind, verification.Fault?.Sequence));
        Assert.Equal((sound, audit.Anchor.Sequence + sound), (verification.Verified, verification.Last.Sequence));
        Assert.Contains($"{sequence}", verification.Fault!.Description, StringComparison.Ordinal);
    }

    private static ChainedEntry Old(AuditEntry entry, long sequence) =>
        new(sequence, RetentionClass.Administration, entry with { Sequence = sequence }, null, null, null);

    private static ChainedEntry[] Chained(ChainLink anchor, IEnumerable<AuditEntry> entries)
    {
        var chained = new List<ChainedEntry>();
        foreach (var entry in entries)
        {
            chained.Add(HashChain.Chain(anchor, entry, Enum.TryParse<AuditKind>(entry.Kind, out var kind) ? AuditRetention.ClassOf(kind) : RetentionClass.Access));
            anchor = new ChainLink(chained[^1].Sequence, chained[^1].Hash!.Value);
        }

        return [.. chained];
    }

    private static byte[] Number(long value)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        return bytes;
    }
}
