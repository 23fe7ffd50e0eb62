using System.Text.Json;
using System.Threading.Channels;
using DoorFace.Host.Sockets;

namespace DoorFace.Host.Control;

/// <summary>
/// One caller, from the request to the last reply, on a thread of its own that may wait for them: slow and silent callers must not take the pool's
/// threads from the door.
/// </summary>
/// <param name="socket">The connection.</param>
/// <param name="by">Who is at its other end.</param>
/// <param name="table">What can be asked.</param>
/// <param name="time">Measures.</param>
/// <param name="stopping">The service stops.</param>
internal sealed class ControlConversation(UnixSocket socket, PeerIdentity by, ControlTable table, TimeProvider time, CancellationToken stopping)
{
    private const int MostUnreadLines = 16;
    private static readonly TimeSpan LongestRequest = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestShortCall = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LongestWrite = TimeSpan.FromSeconds(5);
    private FairPlaces.Place? _place;
    private readonly ControlLines _lines = new(socket, ControlRequest.LongestLine);

    /// <param name="place">The caller's place among the short calls; given back as soon as the call is known to last.</param>
    /// <exception cref="IOException">The caller is gone, or too slow.</exception>
    /// <exception cref="OperationCanceledException">The call took too long, or the service stops.</exception>
    public void Run(FairPlaces.Place place)
    {
        _place = place;
        try
        {
            if (_lines.Read(time, LongestRequest) is not { } line)
            {
                return;
            }

            place.Wait(false);
            var request = ControlRequest.Read(line);
            var (handler, places) = table.Find(request.Command);
            if (places is not null)
            {
                AnswerLasting(request, handler, places, place);
            }
            else
            {
                AnswerShort(request, handler);
            }
        }
        catch (RefusedRequestException refusal)
        {
            Write(new ControlReply(false, refusal.Message));
        }
    }

    private void AnswerShort(ControlRequest request, ControlHandler handler)
    {
        if (_lines.HasMore)
        {
            throw new RefusedRequestException("A call takes one line.");
        }

        using var limit = new CancellationTokenSource(LongestShortCall, time);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stopping);
        var nothing = Channel.CreateBounded<string>(1);
        nothing.Writer.Complete();
        Answer(handler, new ControlCall(request, by.With(request.SudoUser), nothing.Reader, ended.Token) { User = socket.Peer.User }, untilEnded: true);
    }

    private void AnswerLasting(ControlRequest request, ControlHandler handler, CallerPlaces places, FairPlaces.Place shortPlace)
    {
        using var place = places.TryTake() ?? throw new RefusedRequestException($"{places.Most} such call(s) are going on already; end one first.");
        shortPlace.Dispose();
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var said = Channel.CreateBounded<string>(MostUnreadLines);
        var listener = new Thread(() => Listen(said.Writer, ended)) { Name = "control-lines", IsBackground = true };
        listener.Start();
        try
        {
            Answer(handler, new ControlCall(request, by.With(request.SudoUser), said.Reader, ended.Token) { User = socket.Peer.User }, untilEnded: false);
        }
        finally
        {
            socket.Shutdown();
            listener.Join();
        }
    }

    /// <summary>Hears what the caller says until they go, or say what cannot be taken.</summary>
    private void Listen(ChannelWriter<string> said, CancellationTokenSource ended)
    {
        try
        {
            while (_lines.Read(time, limit: null) is { } line && said.TryWrite(line))
            {
            }
        }
        catch (Exception exception) when (exception is IOException or RefusedRequestException)
        {
            // No word that can be understood will follow: as if the caller had gone.
        }
        finally
        {
            said.Complete();
            ended.Cancel();
        }
    }

    private void Answer(ControlHandler handler, ControlCall call, bool untilEnded)
    {
        var replies = handler.Answer(call).GetAsyncEnumerator(CancellationToken.None);
        try
        {
            ControlReply last;
            do
            {
                last = replies.MoveNextAsync().AsTask().GetAwaiter().GetResult() ? replies.Current : new ControlReply(true, "");
                if (untilEnded)
                {
                    call.Ended.ThrowIfCancellationRequested();
                }

                Write(last);
            }
            while (last.More);
        }
        finally
        {
            replies.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    private void Write(ControlReply reply)
    {
        _place?.Wait(true);
        _lines.Write(JsonSerializer.Serialize(reply, ControlJson.Default.ControlReply), LongestWrite);
        _place?.Wait(false);
    }
}
