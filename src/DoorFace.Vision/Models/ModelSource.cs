namespace DoorFace.Vision.Models;

/// <summary>Where a model file comes from.</summary>
/// <param name="Package">The package and its registry, such as <c>npm:name</c>.</param>
/// <param name="Version">The pinned version.</param>
/// <param name="Path">The file in the package.</param>
public sealed record ModelSource(string Package, string Version, string Path);
