using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace DoorFace.SystemTests.Architecture;

/// <summary>Collects the types of the assembly itself that signatures name, at whatever depth.</summary>
internal sealed class TypesOfSignature(ISet<TypeDefinitionHandle> found)
    : ISignatureTypeProvider<TypesOfSignature.Nothing, TypesOfSignature.Nothing>
{
    /// <summary>What a part of a signature comes to: what it names is already noted.</summary>
    internal readonly record struct Nothing;

    public Nothing GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind)
    {
        found.Add(handle);
        return default;
    }

    public Nothing GetTypeFromSpecification(MetadataReader reader, Nothing genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
        reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

    public Nothing GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => default;

    public Nothing GetPrimitiveType(PrimitiveTypeCode typeCode) => default;

    public Nothing GetArrayType(Nothing elementType, ArrayShape shape) => default;

    public Nothing GetSZArrayType(Nothing elementType) => default;

    public Nothing GetByReferenceType(Nothing elementType) => default;

    public Nothing GetPointerType(Nothing elementType) => default;

    public Nothing GetPinnedType(Nothing elementType) => default;

    public Nothing GetModifiedType(Nothing modifier, Nothing unmodifiedType, bool isRequired) => default;

    public Nothing GetGenericInstantiation(Nothing genericType, ImmutableArray<Nothing> typeArguments) => default;

    public Nothing GetGenericMethodParameter(Nothing genericContext, int index) => default;

    public Nothing GetGenericTypeParameter(Nothing genericContext, int index) => default;

    public Nothing GetFunctionPointerType(MethodSignature<Nothing> signature) => default;
}
