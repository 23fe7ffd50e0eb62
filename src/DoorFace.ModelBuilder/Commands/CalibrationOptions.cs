using System.CommandLine;
using DoorFace.ModelBuilder.Calibration;
using DoorFace.Vision.Models;
using Spectre.Console;

namespace DoorFace.ModelBuilder.Commands;

/// <summary>The options that say which inputs a model is run on.</summary>
internal sealed class CalibrationOptions
{
    private readonly Option<ModelRole?> _role = new("--role") { Description = "What the model is for; its inputs follow from it.", HelpName = "ROLE" };
    private readonly Option<DirectoryInfo?> _pictures = new("--photographs") { Description = "A folder of photographs with faces.", HelpName = "FOLDER" };
    private readonly Option<FileInfo?> _sources = new("--sources") { Description = "The manifest of the float models, which find the faces.", HelpName = "FILE" };
    private readonly Option<int> _count = new("--count") { Description = "Faces used, each in a variant of its own.", DefaultValueFactory = _ => 220 };
    private readonly Option<int> _seed = new("--seed") { Description = "Starts the draws of the variants.", DefaultValueFactory = _ => 1 };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_role, _pictures, _sources, _count, _seed])
        {
            command.Options.Add(option);
        }
    }

    /// <exception cref="ModelBuildException">An option is missing.</exception>
    public IReadOnlyList<float[]> Make(ParseResult parsed, IAnsiConsole console, CancellationToken cancellation)
    {
        if (parsed.GetValue(_role) is not { } role || parsed.GetValue(_pictures) is not { } pictures || parsed.GetValue(_sources) is not { } sources)
        {
            throw new ModelBuildException("The model must be run on pictures; give --role, --photographs and --sources.");
        }

        var catalog = ModelCatalog.Load(sources.FullName);
        var count = Math.Max(1, parsed.GetValue(_count));
        return console.WithProgress(
            "Looking for faces", progress => CalibrationSet.Make(catalog, [role], pictures.FullName, count, parsed.GetValue(_seed), progress, cancellation))[role];
    }
}
