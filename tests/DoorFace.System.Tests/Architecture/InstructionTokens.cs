using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace DoorFace.SystemTests.Architecture;

/// <summary>Reads from the instructions of a method what they name.</summary>
internal static class InstructionTokens
{
    private const byte FirstOfTwoBytes = 0xFE;

    private static readonly Dictionary<int, OperandType> Operands = typeof(OpCodes).GetFields()
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => (int)(ushort)code.Value, code => code.OperandType);

    /// <summary>The types, methods, fields and signatures that <paramref name="instructions"/> name, in their order.</summary>
    public static IReadOnlyList<EntityHandle> In(BlobReader instructions)
    {
        List<EntityHandle> named = [];
        while (instructions.RemainingBytes > 0)
        {
            int code = instructions.ReadByte();
            if (code == FirstOfTwoBytes)
            {
                code = (code << 8) | instructions.ReadByte();
            }

            var operand = Operands[code];
            if (operand is OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineSig or OperandType.InlineTok or OperandType.InlineType)
            {
                named.Add(MetadataTokens.EntityHandle(instructions.ReadInt32()));
            }
            else
            {
                var size = operand == OperandType.InlineSwitch ? instructions.ReadInt32() * sizeof(int) : Size(operand);
                instructions.Offset += size;
            }
        }

        return named;
    }

    private static int Size(OperandType operand) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineBrTarget or OperandType.InlineI or OperandType.InlineString or OperandType.ShortInlineR => 4,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        _ => throw new BadImageFormatException($"an operand of the kind {operand}"),
    };
}
