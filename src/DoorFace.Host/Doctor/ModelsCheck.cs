using DoorFace.Vision.Models;

namespace DoorFace.Host.Doctor;

/// <summary>Whether each model is the file that the manifest describes, and loads.</summary>
internal sealed class ModelsCheck : ICheck
{
    private const string BringAgain = "Install the package again, or bring the models with scripts/setup.sh.";

    public string Name => "models";

    public void Run(ExaminedUnit unit, Findings findings)
    {
        ModelCatalog models;
        try
        {
            models = ModelCatalog.Load(unit.Settings.Models.FullManifestPath);
        }
        catch (ModelException fault)
        {
            findings.Fail(fault.Message, BringAgain);
            return;
        }

        foreach (var role in Enum.GetValues<ModelRole>())
        {
            try
            {
                models.CreateSession(role).Dispose();
                findings.Pass($"{role} {models[role].File} ({models[role].Hash.Prefix}) is as in the manifest and loads.");
            }
            catch (ModelException fault)
            {
                findings.Fail(fault.Message, BringAgain);
            }
        }
    }
}
