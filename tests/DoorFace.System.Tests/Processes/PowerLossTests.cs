using System.Globalization;

namespace DoorFace.SystemTests.Processes;

/// <summary>
/// The real service, killed at random instants while administrators rename and erase residents, replace keys and work the door, while somebody is enrolled,
/// and while it starts: what it acknowledged is there afterwards, nobody is there by half, and the audit is as it was written.
/// POWERLOSS_KILLS says how often, POWERLOSS_SEED where chance begins.
/// </summary>
/// <remarks>What a file system holds back when the power goes is another matter, of the disk's and not of the process's: it is shown in the virtual machine.</remarks>
[TestClass(DisableParallelization = true)]
public sealed class PowerLossTests(Household household, ITestOutputHelper output) : IClassFixture<Household>
{
    private const int Units = 2;
    private const int KillsInARound = 20;
    private static readonly int Kills = Number("POWERLOSS_KILLS", 10);
    private static readonly int Seed = Number("POWERLOSS_SEED", Environment.TickCount & 0xFFFF);

    [Fact]
    public async Task Whatever_was_acknowledged_outlives_the_power()
    {
        output.WriteLine($"seed {Seed}, {Kills} kills");
        var ledgers = await Task.WhenAll(Enumerable.Range(0, Units).Select(unit => Task.Run(() => KillAsync(unit))));

        output.WriteLine(
            $"{Kills} kills, {ledgers.Sum(ledger => ledger.Acknowledged)} answers, by which {ledgers.Sum(ledger => ledger.Enrolled)} residents were enrolled at the door and"
            + $" {ledgers.Sum(ledger => ledger.Erased)} erased; with {ledgers.Sum(ledger => ledger.AuditEntries)} entries of the audit that were seen or on a receipt. Nothing of it is lost.");
        Assert.All(ledgers, ledger => Assert.True(ledger is { Enrolled: > 0, Erased: > 0, AuditEntries: > 0 }));
    }

    private async Task<Ledger> KillAsync(int number)
    {
        var random = new Random((Seed * Units) + number);
        using var unit = new KilledUnit(household.ResidentFilm, random);
        for (var kill = number; kill < Kills; kill += Units)
        {
            try
            {
                await ((kill / Units % KillsInARound) switch
                {
                    0 or 10 => unit.KillAtStartAsync(),
                    1 => unit.KillWhileEnrollingAsync(),
                    _ => unit.KillUnderLoadAsync(),
                });
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                throw new InvalidOperationException($"Unit {number}, kill {kill} of seed {Seed}: {failure.Message}", failure);
            }
        }

        await unit.AskAsync();
        return unit.Ledger;
    }

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
