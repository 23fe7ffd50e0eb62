using System.Text.Json.Serialization;

namespace DoorFace.Host.Audit.Export;

/// <summary>One line of an exported audit: the beginning, an entry, a seal or the end, in this order. JSON, on a line of its own.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "line")]
[JsonDerivedType(typeof(ExportedBeginning), "beginning")]
[JsonDerivedType(typeof(ExportedEntry), "entry")]
[JsonDerivedType(typeof(ExportedSeal), "seal")]
[JsonDerivedType(typeof(ExportedEnd), "end")]
internal abstract record ExportLine;
