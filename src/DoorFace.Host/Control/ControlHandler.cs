namespace DoorFace.Host.Control;

/// <summary>Answers one command.</summary>
/// <param name="Command">One of <see cref="ControlCommands"/>.</param>
/// <param name="Answer">Replies as they become known; the first that does not say <see cref="ControlReply.More"/> is the last.</param>
/// <param name="Places">
/// Null for a short call. Otherwise it lasts as long as the caller stays and says further lines, and so many at once have places of their own, so
/// that they take none from the short calls.
/// </param>
internal sealed record ControlHandler(string Command, Func<ControlCall, IAsyncEnumerable<ControlReply>> Answer, int? Places = null)
{
    /// <summary>A short call with one reply.</summary>
    public static ControlHandler Single(string command, Func<ControlCall, Task<ControlReply>> answer)
    {
        return new ControlHandler(command, Answer);

        async IAsyncEnumerable<ControlReply> Answer(ControlCall call)
        {
            yield return await answer(call).ConfigureAwait(false);
        }
    }

    /// <summary>A short call of which all replies are known at once. It may wait for files: a call has a thread of its own. What fails is told.</summary>
    public static ControlHandler Immediate(string command, Func<ControlCall, IEnumerable<ControlReply>> answer)
    {
        return new ControlHandler(command, call => Replies(call).ToAsyncEnumerable());

        IEnumerable<ControlReply> Replies(ControlCall call)
        {
            try
            {
                ControlReply[] all = [.. answer(call)];
                return all.Select((reply, index) => reply with { More = index < all.Length - 1 });
            }
            catch (Exception exception) when (ExitCodes.Of(exception) is { } code)
            {
                return [new ControlReply(false, exception.Message) { Exit = code }];
            }
        }
    }
}
