using System.CommandLine;
using DoorFace.Core.Imaging;
using DoorFace.Device.Camera;
using DoorFace.Device.Gpio;
using DoorFace.Host.Cameras;
using DoorFace.Host.Settings;
using Microsoft.Extensions.DependencyInjection;

namespace DoorFace.Host.Composition;

/// <summary>
/// What the program is wired to. The door's own program knows only the real thing; the simulator passes its own,
/// so that the door's package holds no way to fake a pin.
/// </summary>
/// <param name="Gpio">Opens the GPIO chip that the settings name; again after it failed.</param>
/// <param name="Camera">Makes the camera.</param>
/// <param name="AddServices">What a PC adds besides, such as observers of frames.</param>
public sealed record Platform(
    Func<DoorFaceSettings, GpioBoard> Gpio, Func<IServiceProvider, ICamera> Camera, Action<IServiceCollection>? AddServices = null)
{
    /// <summary>The machine's own GPIO, and the camera that the settings name.</summary>
    public static Platform OfThisMachine { get; } = new(settings => GpioChips.Open(new GpioChipOptions { Chip = settings.Gpio.Chip }), CameraOf);

    /// <summary>Further options of <c>run</c>, on a PC.</summary>
    public IReadOnlyList<Option> RunOptions { get; init; } = [];

    /// <summary>Takes their values, before the camera is made.</summary>
    public Action<ParseResult>? Prepare { get; init; }

    /// <summary>Whether the service runs although it could reach a network: on a PC, which guards no door.</summary>
    public bool ToleratesNetwork { get; init; }

    /// <summary>Writes a picture to a file; null in the door's own program, which has no means to.</summary>
    public Action<Frame, FileInfo>? SavePicture { get; init; }

    /// <summary>The camera of the settings.</summary>
    /// <exception cref="CameraException">It names a recording that is not there.</exception>
    public static ICamera CameraOf(IServiceProvider services) => CameraChoice.Create(
        services.GetRequiredService<DoorFaceSettings>().Camera, services.GetRequiredService<IImageDecoder>(), services.GetRequiredService<TimeProvider>());
}
