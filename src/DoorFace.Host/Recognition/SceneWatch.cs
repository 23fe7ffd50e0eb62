using DoorFace.Core.Door;
using DoorFace.Core.Heat;
using DoorFace.Core.Imaging;
using DoorFace.Device.Camera;
using DoorFace.Host.Board;
using DoorFace.Host.Messaging;
using DoorFace.Vision.Imaging;

namespace DoorFace.Host.Recognition;

/// <summary>
/// Looks at each frame's brightness before expensive work: whether the picture is any good, which the door is told, and whether
/// faces are worth looking for in it.
/// </summary>
public sealed class SceneWatch(PictureMonitor picture, AttentionGate attention, CameraMeter meter, BoardView board, DoorInbox door)
{
    private readonly LumaGrid _grid = new();

    /// <summary>Takes in a frame.</summary>
    /// <param name="frame">The newest frame.</param>
    /// <param name="dropped">Frames that were dropped since the camera was started.</param>
    /// <exception cref="CameraException">The picture is frozen.</exception>
    public void Look(Frame frame, long dropped)
    {
        ArgumentNullException.ThrowIfNull(frame);
        LumaSampler.Measure(frame, _grid);
        var before = picture.Condition;
        if (picture.Look(_grid, frame.CapturedAt))
        {
            Tell(before, picture.Condition);
        }

        meter.Came(frame, _grid, picture.Condition, dropped);
        if (picture.Condition == PictureCondition.Frozen)
        {
            throw new CameraException("The camera gives the same picture again and again: it hangs. It is started again; if that does not help, pull its plug.");
        }
    }

    /// <summary>Whether faces are to be looked for in the frame that was taken in last; if so, <see cref="Looked"/> must follow.</summary>
    public bool IsWorthLooking(Frame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        return attention.Wants(_grid, frame.CapturedAt, HeatRules.RateShareOf(board.Heat));
    }

    /// <summary>Takes what was seen.</summary>
    public void Looked(Frame frame, bool faceInView)
    {
        ArgumentNullException.ThrowIfNull(frame);
        attention.Looked(_grid, frame.CapturedAt, faceInView);
        meter.Looked();
    }

    /// <summary>Nobody's face is looked for now: the scene is forgotten, and with it whoever stands there.</summary>
    public void Forget()
    {
        attention.Reset();
        _grid.Clear();
    }

    /// <summary>The camera was switched off: nothing is known of its picture any more.</summary>
    public void Reset()
    {
        Tell(picture.Condition, PictureCondition.Good);
        picture.Reset();
        Forget();
    }

    private void Tell(PictureCondition before, PictureCondition now)
    {
        // Also when another fault of the same kind follows, so that the audit says which.
        if (FaultOf(before) is { } over)
        {
            door.Post(new DoorInput.FaultCleared(over));
        }

        if (FaultOf(now) is { } fault)
        {
            door.Post(new DoorInput.FaultRaised(fault, Describe(now)));
        }
    }

    // A frozen picture is the camera's failure, and told as that.
    private static DoorFault? FaultOf(PictureCondition condition) => condition switch
    {
        PictureCondition.TooDark => DoorFault.TooDark,
        PictureCondition.Black or PictureCondition.OverExposed => DoorFault.Picture,
        _ => null,
    };

    private static string Describe(PictureCondition condition) => condition switch
    {
        PictureCondition.TooDark => "too little light to find faces: switch a light on",
        PictureCondition.Black => "black: uncover the lens, or let light in; if there is light, pull the camera's plug",
        _ => "over-exposed: keep lamps and the sun out of the lens",
    };
}
