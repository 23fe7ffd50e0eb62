using System.Globalization;
using DoorFace.Core.Imaging;
using DoorFace.Device.Camera;

namespace DoorFace.FakeRpicam;

/// <summary>The other side: a process that has a camera.</summary>
internal static class Parent
{
    public static async Task ReadForeverAsync()
    {
        await using var camera = new RpicamCamera(new RpicamOptions(), TimeProvider.System);
        await camera.StartAsync(CancellationToken.None);
        Console.WriteLine("started");
        while (camera.Read(CancellationToken.None) is { } frame)
            frame.Dispose();
    }

    public static async Task ReadAsync(string count)
    {
        await using var camera = new RpicamCamera(new RpicamOptions(), TimeProvider.System);
        await camera.StartAsync(CancellationToken.None);
        // As many frames at once as can ever be under way, so that there are enough from here on.
        List<Frame> held = [.. Enumerable.Range(0, 4).Select(_ => camera.Read(CancellationToken.None)!)];
        held.ForEach(frame => frame.Dispose());
        Read(camera, 100);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        Read(camera, int.Parse(count, CultureInfo.InvariantCulture));
        Console.WriteLine(GC.GetTotalAllocatedBytes(precise: true) - before);
    }

    public static async Task ShowAsync()
    {
        await using var camera = new RpicamCamera(new RpicamOptions { Width = 64, Height = 64 }, TimeProvider.System);
        await camera.StartAsync(CancellationToken.None);
        while (camera.Read(CancellationToken.None) is { } frame)
        {
            using (frame)
                Console.WriteLine(frame.Pixels[0]);
        }
    }

    public static async Task StartAndStopAsync(string count)
    {
        // What the runtime opens for its own use, it opens in the first rounds.
        await RoundsAsync(3);
        var before = Descriptors();
        await RoundsAsync(int.Parse(count, CultureInfo.InvariantCulture));
        var children = await File.ReadAllTextAsync("/proc/self/task/" + Environment.ProcessId + "/children");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"descriptors {Descriptors() - before}, children '{children.Trim()}'"));
    }

    private static void Read(RpicamCamera camera, int count)
    {
        for (var i = 0; i < count; i++)
            camera.Read(CancellationToken.None)!.Dispose();
    }

    private static async Task RoundsAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            await using var camera = new RpicamCamera(new RpicamOptions(), TimeProvider.System);
            await camera.StartAsync(CancellationToken.None);
            camera.Read(CancellationToken.None)?.Dispose();
        }
    }

    // The runtime keeps the files of its own libraries open as it comes to need them.
    private static int Descriptors() =>
        Directory.GetFiles("/proc/self/fd").Count(file => new FileInfo(file).LinkTarget is not { } target || !target.EndsWith(".dll", StringComparison.Ordinal));
}
