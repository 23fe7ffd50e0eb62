using System.Security.Cryptography;
using System.Text.Json;
using DoorFace.Core.Biometrics;

namespace DoorFace.Vision.Models;

/// <summary>The models of the product: one for each <see cref="ModelRole"/>, described by <c>models.json</c>. Immutable.</summary>
public sealed class ModelCatalog
{
    private readonly Dictionary<ModelRole, ModelDescription> _models;
    private readonly string _directory;

    private ModelCatalog(Dictionary<ModelRole, ModelDescription> models, string directory)
    {
        _models = models;
        _directory = directory;
    }

    public ModelDescription this[ModelRole role] => _models[role];

    /// <summary>Reads the manifest. Model files are not opened yet.</summary>
    /// <param name="manifestPath">The path of <c>models.json</c>.</param>
    /// <param name="modelDirectory">Where the model files are; the manifest's folder when null.</param>
    /// <param name="measuring">The embedder may lack impostor scores, because they are about to be measured.</param>
    /// <exception cref="ModelException">The manifest is missing, malformed, contradicts itself or lacks a role.</exception>
    public static ModelCatalog Load(string manifestPath, string? modelDirectory = null, bool measuring = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(manifestPath);
        var manifest = Parse(manifestPath, ReadFile(manifestPath, "model manifest"));
        var models = new Dictionary<ModelRole, ModelDescription>();
        foreach (var model in manifest.Models)
        {
            RoleContract.Check(model, manifestPath, measuring);
            if (!models.TryAdd(model.Role, model))
            {
                throw new ModelException(
                    $"{manifestPath}: two models have the role {model.Role}, {models[model.Role].File} and {model.File}; keep one.");
            }
        }

        foreach (var role in Enum.GetValues<ModelRole>())
        {
            if (!models.ContainsKey(role))
            {
                throw new ModelException($"{manifestPath}: no model has the role {role}; add its entry.");
            }
        }

        return new ModelCatalog(models, modelDirectory ?? Path.GetDirectoryName(Path.GetFullPath(manifestPath))!);
    }

    /// <summary>Loads a model after checking that it is the file the manifest describes.</summary>
    /// <param name="role">Which model.</param>
    /// <param name="threads">Threads inside one operator, at least 1.</param>
    /// <exception cref="ModelException">The file is missing, has another hash, or its inputs and outputs are not as described.</exception>
    public ModelSession CreateSession(ModelRole role, int threads = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        var model = _models[role];
        var path = Path.Combine(_directory, model.File);

        // Hashed and loaded from the same bytes, so that the file cannot change in between.
        var bytes = ReadFile(path, $"{role} model");
        var actual = new ModelHash(Convert.ToHexStringLower(SHA256.HashData(bytes)));
        if (actual != model.Hash)
        {
            throw new ModelException(
                $"{path}: the SHA-256 is {actual} ({bytes.Length} bytes), the manifest expects {model.Hash}. "
                + "The file is damaged, truncated or another model; bring it again with scripts/setup.sh.");
        }

        return new ModelSession(model, path, bytes, threads);
    }

    private static ModelManifest Parse(string path, byte[] json)
    {
        try
        {
            var manifest = JsonSerializer.Deserialize(json, ModelManifestContext.Default.ModelManifest)
                ?? throw new ModelException($"{path}: the model manifest is empty.");
            // The annotations of lists do not reach their elements.
            return manifest.Models.All(model => model is not null && !model.Outputs.Contains(null!) && !model.OperatingPoints.Contains(null!))
                ? manifest
                : throw new ModelException($"{path}: a list in the model manifest has null in it; take it away.");
        }
        catch (JsonException e)
        {
            throw new ModelException($"{path}: not a model manifest: {e.Message} (at {e.Path ?? "$"}, line {e.LineNumber + 1}).", e);
        }
    }

    private static byte[] ReadFile(string path, string what)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ModelException($"{path}: the {what} is missing; bring it with scripts/setup.sh.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ModelException($"{path}: the {what} cannot be read: {e.Message}", e);
        }
    }
}
