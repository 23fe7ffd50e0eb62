namespace DoorFace.Host.Control;

/// <summary>Every command that the service answers, by its name, and the places of those that last.</summary>
internal sealed class ControlTable(IEnumerable<IControlHandlers> handlers)
{
    private readonly Dictionary<string, (ControlHandler Handler, CallerPlaces? Places)> _commands = handlers
        .SelectMany(some => some.Handlers)
        .ToDictionary(handler => handler.Command, handler => (handler, handler.Places is { } most ? new CallerPlaces(most) : null), StringComparer.Ordinal);

    /// <exception cref="RefusedRequestException">There is no such command.</exception>
    public (ControlHandler Handler, CallerPlaces? Places) Find(string command) =>
        _commands.TryGetValue(command, out var found) ? found : throw new RefusedRequestException($"There is no command '{command}'.");
}
