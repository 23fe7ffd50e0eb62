using DoorFace.Core.Imaging;
using DoorFace.Device.Camera;

namespace DoorFace.Device.Tests.Camera;

public sealed class FrameSlotTests : IDisposable
{
    private readonly FrameSlot _slot = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _slot.Dispose();

    [Fact]
    public async Task The_reader_gets_the_newest_frame_and_the_older_ones_are_disposed_and_counted()
    {
        Frame[] frames = [NewFrame(0), NewFrame(1), NewFrame(2)];
        Array.ForEach(frames, _slot.Offer);

        using var taken = await _slot.TakeAsync(Cancellation);

        Assert.Same(frames[2], taken);
        Assert.Equal(2, _slot.DroppedFrames);
        Assert.True(IsDisposed(frames[0]));
        Assert.True(IsDisposed(frames[1]));
        Assert.False(IsDisposed(frames[2]));
    }

    [Fact]
    public async Task Frames_that_never_came_are_counted_with_those_that_were_replaced()
    {
        _slot.Offer(NewFrame(0));
        _slot.Offer(NewFrame(4), missed: 3);

        using var taken = await _slot.TakeAsync(Cancellation);

        Assert.Equal(4, taken?.Sequence);
        Assert.Equal(4, _slot.DroppedFrames);
    }

    [Fact]
    public async Task A_reader_that_came_first_waits_for_the_frame()
    {
        var read = _slot.TakeAsync(Cancellation);
        Assert.False(read.IsCompleted);

        _slot.Offer(NewFrame(7));

        using var taken = await read;
        Assert.Equal(7, taken?.Sequence);
        Assert.Equal(0, _slot.DroppedFrames);
    }

    [Fact]
    public async Task After_the_end_the_last_frame_can_be_read_and_then_there_is_none()
    {
        _slot.Offer(NewFrame(0));
        _slot.Complete();

        using var last = await _slot.TakeAsync(Cancellation);
        Assert.NotNull(last);
        Assert.Null(await _slot.TakeAsync(Cancellation));
    }

    [Fact]
    public async Task A_fault_reaches_the_reader_after_the_last_frame()
    {
        var fault = new CameraException("The cable came off.");
        _slot.Offer(NewFrame(0));
        _slot.Complete(fault);

        using var last = await _slot.TakeAsync(Cancellation);
        Assert.NotNull(last);
        Assert.Same(fault, await Assert.ThrowsAsync<CameraException>(async () => await _slot.TakeAsync(Cancellation)));
    }

    [Fact]
    public void A_frame_offered_after_the_end_is_disposed_and_counted()
    {
        var late = NewFrame(0);
        _slot.Complete();

        _slot.Offer(late);

        Assert.True(IsDisposed(late));
        Assert.Equal(1, _slot.DroppedFrames);
    }

    [Fact]
    public void Disposing_the_slot_disposes_the_frame_in_it()
    {
        var unread = NewFrame(0);
        _slot.Offer(unread);

        _slot.Dispose();

        Assert.True(IsDisposed(unread));
        Assert.Equal(1, _slot.DroppedFrames);
    }

    [Fact]
    public async Task A_cancelled_read_loses_no_frame()
    {
        using var cancellation = new CancellationTokenSource();
        var read = _slot.TakeAsync(cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await read);

        _slot.Offer(NewFrame(3));

        using var taken = await _slot.TakeAsync(Cancellation);
        Assert.Equal(3, taken?.Sequence);
    }

    [Fact]
    public async Task A_writer_can_wait_until_its_frame_was_taken()
    {
        _slot.Offer(NewFrame(0));
        var waiting = Task.Run(() => _slot.WaitUntilTaken(Cancellation), Cancellation);

        (await _slot.TakeAsync(Cancellation))!.Dispose();

        Assert.True(await waiting);
        Assert.True(_slot.WaitUntilTaken(Cancellation));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_writer_waits_no_longer_when_nobody_will_take_the_frame(bool ended)
    {
        using var cancellation = new CancellationTokenSource();
        _slot.Offer(NewFrame(0));
        var waiting = Task.Run(() => _slot.WaitUntilTaken(cancellation.Token), Cancellation);

        await (ended ? Task.Run(_slot.Dispose, Cancellation) : cancellation.CancelAsync());

        Assert.False(await waiting);
    }

    [Fact]
    public async Task With_a_writer_and_a_reader_at_once_every_frame_is_either_read_or_dropped_and_never_both()
    {
        const int count = 20_000;
        var frames = Enumerable.Range(0, count).Select(i => NewFrame(i)).ToArray();
        var writer = Task.Run(() =>
        {
            Array.ForEach(frames, _slot.Offer);
            _slot.Complete();
        }, Cancellation);

        List<long> read = [];
        while (await _slot.TakeAsync(Cancellation) is { } frame)
        {
            Assert.False(IsDisposed(frame));
            read.Add(frame.Sequence);
        }

        await writer;
        Assert.Equal(read.Order().Distinct(), read);
        Assert.Equal(count - 1, read[^1]);
        Assert.Equal(count, read.Count + _slot.DroppedFrames);
        Assert.Equal(_slot.DroppedFrames, frames.Count(IsDisposed));
    }

    private static Frame NewFrame(long sequence) => new(FrameFormat.Rgba32, 1, 1) { Sequence = sequence };

    private static bool IsDisposed(Frame frame)
    {
        try
        {
            return frame.Pixels.IsEmpty;
        }
        catch (ObjectDisposedException)
        {
            return true;
        }
    }
}
