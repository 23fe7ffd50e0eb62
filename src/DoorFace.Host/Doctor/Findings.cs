namespace DoorFace.Host.Doctor;

/// <summary>What a check finds, one thing after the other.</summary>
internal sealed class Findings
{
    private readonly List<(CheckOutcome Outcome, string Found, string? Remedy)> _all = [];

    public void Pass(string found) => _all.Add((CheckOutcome.Pass, found, null));

    public void Warn(string found, string remedy) => _all.Add((CheckOutcome.Warn, found, remedy));

    public void Fail(string found, string remedy) => _all.Add((CheckOutcome.Fail, found, remedy));

    public CheckResult Of(string name)
    {
        if (_all.Count == 0)
        {
            Warn("Nothing was found to look at.", "Please report it.");
        }

        var worstFirst = _all.OrderByDescending(finding => finding.Outcome).ToList();
        var remedies = worstFirst.Select(finding => finding.Remedy).OfType<string>().Distinct().ToList();
        return new CheckResult(
            name, worstFirst[0].Outcome, string.Join(' ', worstFirst.Select(finding => finding.Found)), remedies.Count > 0 ? string.Join(' ', remedies) : null);
    }
}
