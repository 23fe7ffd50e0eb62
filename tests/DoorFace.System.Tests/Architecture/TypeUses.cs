using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace DoorFace.SystemTests.Architecture;

/// <summary>
/// Finds which other types of its own assembly a type uses: in what it derives from and implements, in its fields and
/// signatures, in its methods' locals and instructions, and as attributes. A constant of another type leaves no trace: <see cref="SourceUsings"/>.
/// </summary>
internal sealed class TypeUses
{
    private readonly PEReader _file;
    private readonly MetadataReader _metadata;
    private readonly HashSet<TypeDefinitionHandle> _found = [];
    private readonly TypesOfSignature _signatures;

    private TypeUses(PEReader file)
    {
        _file = file;
        _metadata = file.GetMetadataReader();
        _signatures = new(_found);
    }

    /// <summary>The types that <paramref name="handle"/> uses; the types that it encloses count apart.</summary>
    public static IReadOnlyCollection<TypeDefinitionHandle> Of(PEReader file, TypeDefinitionHandle handle)
    {
        var uses = new TypeUses(file);
        uses.AddType(uses._metadata.GetTypeDefinition(handle));
        return uses._found;
    }

    private void AddType(TypeDefinition type)
    {
        Add(type.BaseType);
        AddAttributes(type.GetCustomAttributes());
        AddParameters(type.GetGenericParameters());
        foreach (var handle in type.GetInterfaceImplementations())
        {
            Add(_metadata.GetInterfaceImplementation(handle).Interface);
        }

        foreach (var handle in type.GetFields())
        {
            var field = _metadata.GetFieldDefinition(handle);
            field.DecodeSignature(_signatures, default);
            AddAttributes(field.GetCustomAttributes());
        }

        foreach (var handle in type.GetProperties())
        {
            AddAttributes(_metadata.GetPropertyDefinition(handle).GetCustomAttributes());
        }

        foreach (var handle in type.GetMethods())
        {
            AddMethod(_metadata.GetMethodDefinition(handle));
        }
    }

    private void AddMethod(MethodDefinition method)
    {
        method.DecodeSignature(_signatures, default);
        AddAttributes(method.GetCustomAttributes());
        AddParameters(method.GetGenericParameters());
        foreach (var handle in method.GetParameters())
        {
            AddAttributes(_metadata.GetParameter(handle).GetCustomAttributes());
        }

        if (method.RelativeVirtualAddress != 0)
        {
            AddBody(_file.GetMethodBody(method.RelativeVirtualAddress));
        }
    }

    private void AddBody(MethodBodyBlock body)
    {
        Add(body.LocalSignature);
        foreach (var handler in body.ExceptionRegions)
        {
            Add(handler.CatchType);
        }

        foreach (var named in InstructionTokens.In(body.GetILReader()))
        {
            Add(named);
        }
    }

    private void AddParameters(GenericParameterHandleCollection parameters)
    {
        foreach (var constraint in parameters.SelectMany(handle => _metadata.GetGenericParameter(handle).GetConstraints()))
        {
            Add(_metadata.GetGenericParameterConstraint(constraint).Type);
        }
    }

    private void AddAttributes(CustomAttributeHandleCollection attributes)
    {
        foreach (var handle in attributes)
        {
            Add(_metadata.GetCustomAttribute(handle).Constructor);
        }
    }

    private void Add(EntityHandle named)
    {
        if (named.IsNil)
        {
            return;
        }

        switch (named.Kind)
        {
            case HandleKind.TypeDefinition:
                _found.Add((TypeDefinitionHandle)named);
                break;
            case HandleKind.TypeSpecification:
                _metadata.GetTypeSpecification((TypeSpecificationHandle)named).DecodeSignature(_signatures, default);
                break;
            case HandleKind.MethodDefinition:
                Add(_metadata.GetMethodDefinition((MethodDefinitionHandle)named).GetDeclaringType());
                break;
            case HandleKind.FieldDefinition:
                Add(_metadata.GetFieldDefinition((FieldDefinitionHandle)named).GetDeclaringType());
                break;
            case HandleKind.MemberReference:
                Add(_metadata.GetMemberReference((MemberReferenceHandle)named).Parent);
                break;
            case HandleKind.MethodSpecification:
                var method = _metadata.GetMethodSpecification((MethodSpecificationHandle)named);
                method.DecodeSignature(_signatures, default);
                Add(method.Method);
                break;
            case HandleKind.StandaloneSignature:
                AddSignature(_metadata.GetStandaloneSignature((StandaloneSignatureHandle)named));
                break;
        }
    }

    private void AddSignature(StandaloneSignature signature)
    {
        if (signature.GetKind() == StandaloneSignatureKind.Method)
        {
            signature.DecodeMethodSignature(_signatures, default);
        }
        else
        {
            signature.DecodeLocalSignature(_signatures, default);
        }
    }
}
