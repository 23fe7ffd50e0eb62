using System.Text.Json;
using DoorFace.Core.Audit;
using DoorFace.Core.Keys;
using DoorFace.Storage.Audit;

namespace DoorFace.Host.Audit.Export;

/// <summary>An audit as lines of JSON, which prove themselves to whoever has the unit's public key, without the unit.</summary>
internal static class ExportedAudit
{
    /// <summary>The lines of a page.</summary>
    /// <param name="page">What was read.</param>
    /// <param name="isFirst">Whether nothing was exported before.</param>
    /// <param name="isLast">Whether nothing follows.</param>
    public static IEnumerable<ExportLine> Lines(AuditPage page, bool isFirst, bool isLast)
    {
        var seals = page.Seals;
        IEnumerable<ExportLine> lines = page.Entries.Select(ExportedEntry.Of);
        if (isFirst)
        {
            lines = lines.Prepend(new ExportedBeginning(ExportedBeginning.CurrentFormat, Convert.ToHexStringLower(seals.AuditId.Span)));
        }

        return isLast
            ? lines.Concat(seals.Seals.Select(ExportedSeal.Of)).Append(new ExportedEnd(
                seals.Anchor.Sequence, seals.Anchor.Hash.ToString(), seals.Erased.Access, seals.Erased.Administration, page.LastGiven, seals.Erased.Outside, seals.Erased.Evicted))
            : lines;
    }

    /// <summary>Checks an exported audit.</summary>
    /// <param name="lines">As they were exported.</param>
    /// <param name="key">As for <see cref="HashChain.Verify"/>.</param>
    /// <exception cref="FormatException">It is no export, or not a whole one.</exception>
    public static ChainVerification Verify(IEnumerable<string> lines, UnitPublicKey? key)
    {
        byte[]? auditId = null;
        ExportedEnd? end = null;
        List<ChainedEntry> entries = [];
        List<AuditSeal> seals = [];
        var number = 0;
        foreach (var line in lines)
        {
            number++;
            try
            {
                switch (JsonSerializer.Deserialize(line, ExportJson.Default.ExportLine))
                {
                    case ExportedBeginning { Format: ExportedBeginning.CurrentFormat } beginning when number == 1:
                        auditId = Convert.FromHexString(beginning.AuditId);
                        break;
                    case ExportedEntry entry when auditId is not null && seals.Count == 0 && end is null:
                        entries.Add(entry.Read());
                        break;
                    case ExportedSeal seal when auditId is not null && end is null:
                        seals.Add(seal.Read());
                        break;
                    case ExportedEnd last when auditId is not null && end is null:
                        end = last;
                        break;
                    default:
                        throw new FormatException("it stands in a wrong place, or is of another version.");
                }
            }
            catch (Exception exception) when (exception is JsonException or NotSupportedException or FormatException or ArgumentException or OverflowException)
            {
                throw new FormatException($"Line {number} is none of an exported audit: {exception.Message}", exception);
            }
        }

        if (end is null)
        {
            throw new FormatException("The exported audit has no end: the last lines are missing.");
        }

        try
        {
            var anchor = new ChainLink(end.AnchorSequence, new ChainHash(Convert.FromHexString(end.AnchorHash)));
            return HashChain.Verify(new AuditSeals(auditId, anchor, new ErasedMarks(end.AccessErased, end.AdministrationErased, end.OutsideErased, end.Evicted), seals), entries, end.LastGiven, key);
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException)
        {
            throw new FormatException($"The end of the exported audit is none: {exception.Message}", exception);
        }
    }
}
