using DoorFace.Core.Door;
using DoorFace.Device.Camera;
using DoorFace.Device.Gpio;
using DoorFace.Host.Composition;
using DoorFace.Host.Settings;

namespace DoorFace.Host.Commands.Cameras;

/// <summary>Keeps the camera's lamp lit while a command takes frames: nobody is filmed without it.</summary>
internal sealed class CameraLamp : IDisposable
{
    private readonly GpioBoard _board;
    private readonly DoorIo _io;

    /// <exception cref="CameraException">It cannot be lit.</exception>
    public CameraLamp(Platform platform, DoorFaceSettings settings, TimeProvider time)
    {
        GpioBoard? board = null;
        try
        {
            board = platform.Gpio(settings);
            // All outputs, each at its safe level: while nobody guards the door none may be what a crash left.
            _io = new DoorIo(board, settings.Gpio.OutputOptions(), new Dictionary<DoorSensor, GpioInputOptions>(), time, _ => { }, _ => { });
            _board = board;
            _io.Apply(new DoorCommand(DoorOutput.CameraLamp, true));
        }
        catch (DoorIoException fault)
        {
            _io?.Dispose();
            board?.Dispose();
            throw new CameraException(
                $"The camera's lamp cannot be lit, so no frame is taken: {fault.Message} On a PC without one use doorface-sim; on a unit stop the service first.", fault);
        }
    }

    public void Dispose()
    {
        _io.Dispose();
        _board.Dispose();
    }
}
