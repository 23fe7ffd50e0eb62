using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Spectre.Console;

namespace DoorFace.Host.Commands;

/// <summary>Where a command's answer goes: a sentence or a table for people, or JSON for machines. Errors go to standard error.</summary>
internal sealed class Output(bool json)
{
    public bool IsJson => json;

    public void Write<T>(T answer, JsonTypeInfo<T> type, Action<IAnsiConsole> forPeople)
    {
        if (json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(answer, type));
        }
        else
        {
            forPeople(AnsiConsole.Console);
        }
    }

    /// <summary>Plain and unwrapped, so that a path or a value in it can be copied and a script can find it.</summary>
    public static void Error(string message) => Console.Error.WriteLine($"error: {message}");

    /// <summary>What somebody should know besides the answer; on standard error.</summary>
    public static void Note(string message) => Console.Error.WriteLine($"note: {message}");
}
