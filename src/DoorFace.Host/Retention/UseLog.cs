using System.Threading.Channels;
using DoorFace.Core.Biometrics;

namespace DoorFace.Host.Retention;

/// <summary>Where those who came in wait to be noted, so that recognition never waits for a disk. Any thread may note; only the retention service reads.</summary>
public sealed class UseLog
{
    // Unbounded: there are a few a minute at most, and the reader keeps one for each resident.
    private readonly Channel<SubjectId> _channel = Channel.CreateUnbounded<SubjectId>(new UnboundedChannelOptions { SingleReader = true });

    /// <summary>A resident comes in.</summary>
    public void Note(SubjectId subject) => _channel.Writer.TryWrite(subject);

    internal ChannelReader<SubjectId> Reader => _channel.Reader;
}
