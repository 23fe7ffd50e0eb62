using DoorFace.Core.Imaging;
using DoorFace.Device.Camera;
using DoorFace.Device.Gpio;
using DoorFace.Host.Settings;
using Microsoft.Extensions.DependencyInjection;

namespace DoorFace.Host;

/// <summary>
/// What the program is wired to. The door's own program knows only the real thing; the simulator passes its own,
/// so that the door's package holds no way to fake a pin.
/// </summary>
/// <param name="Gpio">Opens the GPIO chip that the settings name; again after it failed.</param>
/// <param name="Camera">Makes the camera.</param>
/// <param name="AddServices">What a PC adds besides, such as observers of frames.</param>
public sealed record Hardware(
    Func<DoorFaceSettings, GpioBoard> Gpio, Func<IServiceProvider, ICamera> Camera, Action<IServiceCollection>? AddServices = null)
{
    /// <summary>The machine's own GPIO, and the recording that the settings name.</summary>
    public static Hardware OfThisMachine { get; } = new(settings => GpioChips.Open(new GpioChipOptions { Chip = settings.Gpio.Chip }), RecordedCamera);

    /// <summary>The camera of the settings.</summary>
    /// <exception cref="SettingsException">No recording is named.</exception>
    public static ICamera RecordedCamera(IServiceProvider services)
    {
        var settings = services.GetRequiredService<DoorFaceSettings>().Camera;
        if (settings.Path.Length == 0)
        {
            throw new SettingsException(["Camera:Path is ''; allowed is an image file or a folder of images."]);
        }

        return new RecordedCamera(
            new ImageRecording([settings.Path], services.GetRequiredService<IImageDecoder>()),
            new RecordedCameraOptions { FramesPerSecond = settings.FrameRate, Loop = settings.Loop },
            services.GetRequiredService<TimeProvider>());
    }
}
