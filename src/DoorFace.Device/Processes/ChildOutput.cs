using System.Runtime.InteropServices;
using DoorFace.Device.Kernel;
using Microsoft.Win32.SafeHandles;

namespace DoorFace.Device.Processes;

/// <summary>
/// One of a program's outputs, to be read by one thread. It ends with the program, even while another process keeps the pipe open. Reading waits, and
/// allocates nothing.
/// </summary>
/// <param name="pipe">The end for reading of what the program writes to.</param>
/// <param name="over">Can be read once the program has ended: what is in the pipe by then is still given.</param>
internal sealed class ChildOutput(SafeFileHandle pipe, SafeFileHandle over) : Stream
{
    private readonly FileStream _stream = new(pipe, FileAccess.Read, bufferSize: 0);
    private volatile bool _cut;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Nothing more is given, whatever is in the pipe. A read that waits ends once the program is over.</summary>
    public void Cut() => _cut = true;

    public override int Read(Span<byte> buffer)
    {
        while (!_cut)
        {
            var error = SystemCalls.Wait((int)pipe.DangerousGetHandle(), (int)over.DangerousGetHandle(), Timeout.Infinite, out var written, out var ended);
            if (error != 0)
            {
                throw new IOException($"What a program writes cannot be waited for: {Marshal.GetPInvokeErrorMessage(error)}.");
            }

            if (written != 0)
            {
                return _stream.Read(buffer);
            }

            if (ended != 0)
            {
                return 0;
            }
        }

        return 0;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _stream.Dispose();
        }

        base.Dispose(disposing);
    }
}
