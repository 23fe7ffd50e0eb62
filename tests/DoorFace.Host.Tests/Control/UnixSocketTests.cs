using DoorFace.Host.Sockets;

namespace DoorFace.Host.Tests.Control;

/// <summary>A socket's file: a live one is nobody else's, a stale one is replaced, and only whoever made it deletes it.</summary>
public sealed class UnixSocketTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("doorface-socket-");

    private string Socket => Path.Combine(_folder.FullName, "control.sock");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void One_that_somebody_listens_on_is_left_alone()
    {
        using var first = UnixSocket.Listen(Socket);

        var refusal = Assert.Throws<ServiceRunsException>(() => UnixSocket.Listen(Socket));

        Assert.Contains($"Process {Environment.ProcessId} listens", refusal.Message, StringComparison.Ordinal);
        using var caller = UnixSocket.TryConnect(Socket);
        Assert.NotNull(caller);
    }

    [Fact]
    public void One_that_was_left_behind_is_replaced()
    {
        UnixSocket.Listen(Socket).Dispose();
        Assert.True(File.Exists(Socket));

        using var next = UnixSocket.Listen(Socket);

        using var caller = UnixSocket.TryConnect(Socket);
        Assert.NotNull(caller);
    }

    [Fact]
    public void Only_the_file_that_was_made_is_deleted()
    {
        using var first = UnixSocket.Listen(Socket);
        File.Move(Socket, Socket + ".moved");
        using var second = UnixSocket.Listen(Socket);

        first.Remove();
        Assert.True(File.Exists(Socket));
        second.Remove();
        Assert.False(File.Exists(Socket));
    }
}
