// A stand-in for Raspberry Pi's rpicam-vid: takes its options, refuses others, and writes raw frames to its output. The environment says how it fares:
//   FAKE_RPICAM_CAMERAS=N    how many cameras there are (1)
//   FAKE_RPICAM_FILE=PATH    the frames come from this file, over and over: Y4M, or raw frames; else their luma counts up
//   FAKE_RPICAM_FRAMES=N     how many frames it writes (no end)
//   FAKE_RPICAM_RATE=N       how many a second, 0 for as fast as they are read (as --framerate says)
//   FAKE_RPICAM_LIVE=1       it goes on while nobody reads: a few frames wait, those after them are dropped
//   FAKE_RPICAM_THEN=WHAT    what follows: exit, stall, or half for half a frame and then exit (exit)
//   FAKE_RPICAM_CODE=N       with which code it exits (0)
//   FAKE_RPICAM_SAY=TEXT     what it says to standard error before it exits
//   FAKE_RPICAM_IGNORE_TERM=1  SIGTERM does not end it
// Four verbs let it play the other side instead, and run the rpicam-vid that is on PATH through the real camera:
//   parent        starts a camera, says "started", and reads frames until it is killed
//   rounds COUNT  starts and stops as many cameras and says how many open descriptors and children that left behind
//   show          starts a camera and says the first byte of every frame, which counts up, until it is killed
//   frames COUNT  reads as many frames and says how many bytes the whole process allocated meanwhile
using System.Runtime.InteropServices;
using DoorFace.FakeRpicam;

if (args is ["parent"])
{
    await Parent.ReadForeverAsync();
    return 0;
}

if (args is ["rounds", var count])
{
    await Parent.StartAndStopAsync(count);
    return 0;
}

if (args is ["show"])
{
    await Parent.ShowAsync();
    return 0;
}

if (args is ["frames", var frames])
{
    await Parent.ReadAsync(frames);
    return 0;
}

try
{
    var options = CommandLine.Parse(args);
    var cameras = Fate.Number("CAMERAS") ?? 1;
    if (options.Flag("list-cameras"))
    {
        CameraList.Print(cameras);
        return 0;
    }

    using var term = Fate.Text("IGNORE_TERM") is null ? null : PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => signal.Cancel = true);
    if (options.Number("camera", 0) >= cameras)
        throw new InvalidOperationException(cameras == 0 ? "no cameras available" : "selected camera is not available");
    new Film(options).Play();
    Console.Error.Write(Fate.Text("SAY") ?? "");
    return Fate.Number("CODE") ?? 0;
}
catch (InvalidOperationException fault)
{
    Console.Error.WriteLine($"ERROR: *** {fault.Message} ***");
    return 255;
}
