// The other process of the storage tests: one that may be killed, or that runs with fewer rights.
//   open FILE   opens the store and says "opened" or the fault and its message
//   churn FILE  adds and removes residents until it is killed; each change is announced (?), made, and acknowledged (+ or -)
//   rotate FILE replaces the key until it is killed, and acknowledges each time (+)
//   renew FILE  renews the templates until it is killed, and acknowledges each time (+)
//   reset FILE  adds a resident and resets everything until it is killed, and acknowledges each time (+)
//   hoard FILE  adds residents until the store refuses, acknowledges each, and says the fault
//   audit FILE  opens the audit, and says "opened" with its number of entries, or the fault and its message
//   seal FILE   seals an audit beside the residents, of which it remembers each entry, until it is killed, and acknowledges each (+)
//   append FILE appends to the audit, with the memory that belongs to each entry, until it is killed or refused, and acknowledges each
using System.Globalization;
using DoorFace.Core.Audit;
using DoorFace.Core.Biometrics;
using DoorFace.Core.Door;
using DoorFace.Core.Enrollment;
using DoorFace.Storage;
using DoorFace.Storage.Audit;
using DoorFace.Storage.Residents;
using DoorFace.Storage.TestProcess;

var (verb, path) = (args[0], args[1]);
var embedder = new ModelHash(new string('a', 64));
var consent = new Consent(DateTimeOffset.UnixEpoch, Boot: 1, TextVersion: "1", Source: "button");
var random = new Random(1);

try
{
    if (verb is "audit" or "append")
        Audit();
    else if (verb == "seal")
        Seal();
    else
        Residents();
}
catch (StorageException e)
{
    Say($"{e.Fault}: {e.Message}");
}

void Residents()
{
    using var store = ResidentStore.Open(path);
    switch (verb)
    {
        case "open":
            Say("opened");
            break;
        case "rotate" or "renew":
            Change(verb == "rotate" ? store.RotateKey : store.RenewTemplates);
            break;
        case "reset":
            Change(() =>
            {
                store.Add("Ada", [NewReference()], DateTimeOffset.UnixEpoch, consent);
                store.RemoveAll();
            });
            break;
        default:
            Fill(store, removes: verb == "churn");
            break;
    }
}

void Change(Action change)
{
    while (true)
    {
        change();
        Say("+");
    }
}

void Audit()
{
    using var store = AuditStore.Open(path);
    Say(string.Create(CultureInfo.InvariantCulture, $"opened {store.Count()}"));
    for (var i = 1; verb == "append"; i++)
    {
        // Two at a time, so that half a transaction would show.
        AuditRecord[] entries = [Record(AuditKind.DoorOpened, i), Record(AuditKind.DoorClosed, i)];
        store.Append(entries, new DoorMemory(RefusedAttempts: i));
        Say(string.Create(CultureInfo.InvariantCulture, $"+{i}"));
    }
}

void Seal()
{
    using var signer = new StoredSigner(path);
    using var store = AuditStore.Open(Path.Combine(Path.GetDirectoryName(path)!, "audit.db"), signer: signer);
    // Each start is a checkpoint.
    for (var i = 1; ; i++)
    {
        store.Append([Record(AuditKind.Started, i)], null);
        Say("+");
    }
}

AuditRecord Record(AuditKind kind, int number) =>
    new(new AuditEvent(kind, number.ToString(CultureInfo.InvariantCulture)), DateTimeOffset.UnixEpoch, TimeSpan.FromMilliseconds(number));

void Fill(ResidentStore store, bool removes)
{
    for (var i = 0; ; i++)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}-{i}");
        Say("?" + name);
        var resident = store.Add(name, [NewReference(), NewReference(), NewReference()], DateTimeOffset.UnixEpoch, consent);
        Say("+" + name);
        if (removes && i % 3 == 2)
        {
            Say("?" + name);
            store.Remove(resident.Id);
            Say("-" + name);
        }
    }
}

NewReference NewReference()
{
    var vector = new float[512];
    for (var i = 0; i < vector.Length; i++)
        vector[i] = random.NextSingle() - 0.5f;
    return new NewReference(embedder, Embedding.FromVector(vector));
}

static void Say(string line)
{
    Console.WriteLine(line);
    Console.Out.Flush();
}
