namespace DoorFace.Device.Camera.V4l2;

/// <summary>Which of the machine's video devices is meant.</summary>
internal static class V4l2Choice
{
    /// <param name="wanted">As in <see cref="V4l2Options.Device"/>.</param>
    /// <param name="devices">Those of this machine.</param>
    /// <exception cref="CameraException">There is none, or more than one.</exception>
    public static V4l2DeviceInfo Choose(string wanted, IReadOnlyList<V4l2DeviceInfo> devices)
    {
        if (devices.Count == 0)
        {
            throw new CameraException(
                $"There is no camera '{wanted}': this machine has no /dev/video0. Plug one in; in a container or a virtual machine, hand the device through.");
        }

        var name = V4l2Options.HasNamePrefix(wanted) ? wanted[V4l2Options.NamePrefix.Length..] : wanted;
        var fitting = devices.Where(device => IsNamed(device, name)).ToList();
        // A camera has devices besides under the same name, such as one for what it says of its pictures.
        return fitting.FindAll(device => device.Problem is null) switch
        {
            [var device] => device,
            [] => fitting.FirstOrDefault() ?? throw new CameraException(
                $"There is no camera '{wanted}'; this machine has {string.Join(", ", devices)}. Plug it in, or give the path or the name of one of those."),
            var several => throw new CameraException(
                $"Several cameras are called '{wanted}': {string.Join(", ", several)}. Give the name of a link in /dev/v4l/by-id or by-path instead:"
                + $" {string.Join(", ", several.SelectMany(device => device.Names).DefaultIfEmpty("there are none; give its path"))}."),
        };
    }

    private static bool IsNamed(V4l2DeviceInfo device, string name) =>
        device.Path == name || device.Names.Contains(name) || string.Equals(device.Card, name, StringComparison.OrdinalIgnoreCase);
}
