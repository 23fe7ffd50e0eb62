using System.Diagnostics;
using DoorFace.Host.Audit;
using DoorFace.Host.Residents;

namespace DoorFace.SystemTests.Processes;

/// <summary>
/// What the service has acknowledged, by several clients at once. What was asked for and not answered before the power went may have happened or not.
/// </summary>
internal sealed class Ledger
{
    private readonly Lock _lock = new();
    private readonly HashSet<string> _present = [];
    private readonly HashSet<string> _unsettled = [];
    private readonly List<(long Sequence, string? Hash)> _entries = [];
    private int _number;

    public int Acknowledged { get; private set; }

    public int Enrolled { get; private set; }

    public int Erased { get; private set; }

    public int AuditEntries { get; private set; }

    /// <summary>The residents who are there and whose names begin so.</summary>
    public IReadOnlyList<string> Of(string prefix)
    {
        lock (_lock)
        {
            return [.. _present.Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        }
    }

    /// <summary>A name that nobody had before.</summary>
    public string NewName(string prefix)
    {
        lock (_lock)
        {
            return $"{prefix}{_number++}";
        }
    }

    /// <summary>Something is asked for that concerns these residents.</summary>
    public void Ask(params IEnumerable<string> concerned)
    {
        lock (_lock)
        {
            _unsettled.UnionWith(concerned);
        }
    }

    /// <summary>It was answered.</summary>
    /// <param name="gone">Who is not there any more, of those it concerned.</param>
    /// <param name="there">Who is, of those.</param>
    public void Settle(IEnumerable<string> gone, params IEnumerable<string> there)
    {
        lock (_lock)
        {
            _present.ExceptWith(gone);
            _present.UnionWith(there);
            _unsettled.ExceptWith([.. gone, .. there]);
            Acknowledged++;
        }
    }

    /// <summary>As <see cref="Settle"/>, of an enrollment.</summary>
    public void Enroll(IEnumerable<string> gone, params IEnumerable<string> there)
    {
        lock (_lock)
        {
            Enrolled++;
        }

        Settle(gone, there);
    }

    public void Erase(string name, ErasureReceipt? receipt)
    {
        lock (_lock)
        {
            Erased++;
        }

        if (receipt?.AuditSequence is { } sequence)
        {
            Show(sequence, receipt.AuditHash);
        }

        Settle([name]);
    }

    /// <summary>The audit was seen to hold an entry.</summary>
    public void Show(AuditAnswer entry) => Show(entry.Sequence, entry.Hash);

    /// <summary>Waits for so many further answers, for a second at most.</summary>
    public async Task AnsweredAsync(int answers)
    {
        var (before, start) = (Acknowledged, Stopwatch.GetTimestamp());
        while (Acknowledged - before < answers && Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(1))
        {
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Compares with the names that are stored, which hold from now on.</summary>
    public void Check(IReadOnlyCollection<string> stored)
    {
        Assert.Equal(_present.Except(_unsettled).Order(), stored.Except(_unsettled).Order());
        _present.Clear();
        _present.UnionWith(stored);
        _unsettled.Clear();
    }

    /// <summary>Entries of the audit to compare with the stored ones, each once.</summary>
    public IReadOnlyList<(long Sequence, string? Hash)> TakeEntries()
    {
        var entries = _entries.ToList();
        _entries.Clear();
        AuditEntries += entries.Count;
        return entries;
    }

    private void Show(long sequence, string? hash)
    {
        lock (_lock)
        {
            _entries.Add((sequence, hash));
        }
    }
}
