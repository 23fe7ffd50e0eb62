using System.Globalization;
using DoorFace.Device.Kernel;

namespace DoorFace.Host.Doctor;

/// <summary>Whether what happens can still be stored, and how worn the memory card is where it tells.</summary>
internal sealed class DiskCheck : ICheck
{
    // A full audit takes about 20 MB, and an erasure rebuilds a file beside itself.
    private const long LeastBytes = 50L << 20;
    private const long FewBytes = 200L << 20;
    private const long LeastFiles = 100;
    private const long FewFiles = 1000;

    private const string MakeRoom = "Delete what is not needed ('journalctl --vacuum-size=50M', 'apt-get clean').";
    private const string ReplaceCard = "Put in a new card soon, and move the state folder to it.";

    // JEDEC eMMC, EXT_CSD: the life used in steps of 10 %, from 1 on, 0 for not told and 11 for exceeded; reserve blocks 1 normal, 2 warning, 3 urgent.
    private const int LifeNearlyUsed = 10;
    private const int LifeExceeded = 11;
    private const int ReserveLow = 2;
    private const int ReserveUrgent = 3;

    public string Name => "disk";

    public void Run(ExaminedUnit unit, Findings findings)
    {
        foreach (var folder in unit.Folders)
        {
            LookAtRoom(folder, findings);
        }

        LookAtWear(unit.Sys, findings);
    }

    private static void LookAtRoom(string folder, Findings findings)
    {
        DiskRoom room;
        try
        {
            room = DiskRoom.Of(folder);
        }
        catch (FileNotFoundException)
        {
            findings.Fail($"The folder '{folder}' does not exist: nothing can be stored.", "Make it ('systemctl start doorface' makes its own), or name another one.");
            return;
        }
        catch (UnauthorizedAccessException refused)
        {
            findings.Warn($"The room could not be told: {refused.Message}", "Run it with sudo.");
            return;
        }

        var found = string.Create(
            CultureInfo.InvariantCulture, $"'{folder}' has {room.FreeBytes >> 20} MiB{(room.FreeFiles is { } files ? $" and {files} files" : "")} free.");
        if (room.ReadOnly)
        {
            findings.Fail($"'{folder}' is mounted for reading only: the card may have failed.", "Look at 'dmesg', and replace the card if it says so.");
        }
        else if (room.FreeBytes < LeastBytes || room.FreeFiles < LeastFiles)
        {
            findings.Fail(found, MakeRoom);
        }
        else if (room.FreeBytes < FewBytes || room.FreeFiles < FewFiles)
        {
            findings.Warn(found, MakeRoom);
        }
        else
        {
            findings.Pass(found);
        }
    }

    private static void LookAtWear(string sys, Findings findings)
    {
        var blocks = Path.Combine(sys, "block");
        var told = false;
        string[] cards = Directory.Exists(blocks) ? Directory.GetFileSystemEntries(blocks, "mmcblk*") : [];
        foreach (var card in cards.Order(StringComparer.Ordinal))
        {
            var life = NumbersIn(Path.Combine(card, "device", "life_time")).DefaultIfEmpty().Max();
            var reserve = NumbersIn(Path.Combine(card, "device", "pre_eol_info")).DefaultIfEmpty().Max();
            if (life == 0 && reserve == 0)
            {
                continue;
            }

            told = true;
            var found = $"{Path.GetFileName(card)} has used {(life == 0 ? "an unknown part" : life >= LifeExceeded ? "all" : $"{(life - 1) * 10} to {life * 10} %")} of its life"
                + $"{(reserve >= ReserveUrgent ? " and nearly all of its reserve" : reserve == ReserveLow ? " and most of its reserve" : "")}.";
            if (life >= LifeExceeded || reserve >= ReserveUrgent)
            {
                findings.Fail(found, ReplaceCard);
            }
            else if (life >= LifeNearlyUsed || reserve >= ReserveLow)
            {
                findings.Warn(found, ReplaceCard);
            }
            else
            {
                findings.Pass(found);
            }
        }

        if (!told)
        {
            findings.Pass("No memory card tells how worn it is.");
        }
    }

    private static IEnumerable<int> NumbersIn(string file)
    {
        if (!File.Exists(file))
        {
            yield break;
        }

        foreach (var word in File.ReadAllText(file).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (word.StartsWith("0x", StringComparison.Ordinal) && int.TryParse(word.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number))
            {
                yield return number;
            }
        }
    }
}
