// The other process of the storage tests: one that may be killed, or that runs with fewer rights.
//   open FILE   opens the store and says "opened" or the fault and its message
//   churn FILE  adds and removes residents until it is killed; each change is announced (?), made, and acknowledged (+ or -)
//   hoard FILE  adds residents until the store refuses, acknowledges each, and says the fault
using System.Globalization;
using DoorFace.Core.Biometrics;
using DoorFace.Storage;

var (verb, path) = (args[0], args[1]);
var embedder = new ModelHash(new string('a', 64));
var random = new Random(1);

try
{
    using var store = ResidentStore.Open(path);
    if (verb == "open")
        Say("opened");
    else
        Fill(store, removes: verb == "churn");
}
catch (StorageException e)
{
    Say($"{e.Fault}: {e.Message}");
}

void Fill(ResidentStore store, bool removes)
{
    for (var i = 0; ; i++)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}-{i}");
        Say("?" + name);
        var resident = store.Add(name, [NewReference(), NewReference(), NewReference()], DateTimeOffset.UnixEpoch);
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
