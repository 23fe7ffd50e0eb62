using System.Runtime.InteropServices;
using System.Text;
using DoorFace.Device.Camera.V4l2;

namespace DoorFace.Device.Tests.Camera.V4l2;

/// <summary>A camera of the kernel's module vivid, from outside its pictures. scripts/hil.sh loads it in a virtual machine.</summary>
internal sealed class VividCamera
{
    // _IOWR('V', 36, struct v4l2_queryctrl) and _IOWR('V', 28, struct v4l2_control).
    private const uint QueryControl = 0xC0445624;
    private const uint SetControl = 0xC008561C;
    private const uint Next = 0x8000_0000;

    private VividCamera(string path) => Path = path;

    /// <summary>Its device.</summary>
    public string Path { get; }

    public V4l2Options Options => new() { Device = Path };

    /// <summary>The cameras that can be used. Skips the test where there are not two of them.</summary>
    public static IReadOnlyList<VividCamera> All()
    {
        List<VividCamera> cameras = [.. Devices().Where(device => device.Problem is null).Select(device => new VividCamera(device.Path))];
        Assert.SkipUnless(cameras.Count >= 2, "There are no cameras of the kernel's module vivid; scripts/hil.sh runs this test where there are.");
        return cameras;
    }

    /// <summary>The first of them.</summary>
    public static VividCamera First() => All()[0];

    /// <summary>All devices of the module, those that are no camera too.</summary>
    public static IEnumerable<V4l2DeviceInfo> Devices() => V4l2Devices.List().Where(device => device.Driver == "vivid");

    /// <summary>Sets one of the module's controls, such as "Disconnect", by its name; its buttons are pressed by any value.</summary>
    public void Set(string name, int value = 1)
    {
        using var device = new V4l2Device(Path);
        var query = new Control();
        do
        {
            query.Id |= Next;
            device.Ask(QueryControl, ref query, $"show its control '{name}'");
        }
        while (query.ReadName() != name);

        var setting = new Setting { Id = query.Id, Value = value };
        device.Ask(SetControl, ref setting, $"set its control '{name}'");
    }

    [StructLayout(LayoutKind.Explicit, Size = 68)]
    private unsafe struct Control
    {
        [FieldOffset(0)] public uint Id;
        [FieldOffset(8)] private fixed byte _name[32];

        public readonly string ReadName()
        {
            fixed (byte* name = _name)
            {
                return Encoding.UTF8.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(name));
            }
        }
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Setting
    {
        public uint Id;
        public int Value;
    }
}
