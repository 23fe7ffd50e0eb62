using DoorFace.Device.Processes;

namespace DoorFace.Device.Camera;

/// <summary>Says what is wrong with the Pi's camera and what to do, from the words with which its program ended.</summary>
internal static class RpicamFault
{
    /// <summary>There is no such program.</summary>
    public static CameraException NoProgram(IReadOnlyList<string> programs) => new(
        $"There is no program '{string.Join("' or '", programs)}', which works the Raspberry Pi's camera. " +
        "On a Raspberry Pi install it: sudo apt install rpicam-apps-lite. On a PC give a USB camera or a recording with Camera:Path.");

    /// <summary>Why the program ended; it is ended if it has not yet.</summary>
    /// <param name="child">The program, whose output came to an end.</param>
    /// <param name="camera">The camera's number.</param>
    public static CameraException Describe(ChildProcess child, int camera)
    {
        if (!child.WaitForExit(TimeSpan.FromSeconds(1)))
        {
            child.Stop();
        }

        return Describe(child.Errors, child.ExitCode ?? 0, camera);
    }

    // The words are those of libcamera's camera.cpp, media_device.cpp and V4L2 devices, and of rpicam-apps' OpenCamera. A sensor in use is looked for
    // first: another program that has it open makes further complaints follow.
    internal static CameraException Describe(IReadOnlyList<string> errors, int exitCode, int camera)
    {
        if (Says("in use by another process", "failed to acquire camera", "Device or resource busy"))
        {
            return new($"Pi camera {camera} is in use by another program. Stop that program; `sudo fuser -v /dev/media*` shows which it is.");
        }

        if (Says("Permission denied", "Operation not permitted"))
        {
            return new(
                $"Pi camera {camera} may not be opened ({Line("Permission denied", "Operation not permitted")}). Put the user that runs the door " +
                "controller into the group video, which /dev/media*, /dev/video* and /dev/dma_heap/* must belong to; udev's rules of Raspberry Pi OS see to it.");
        }

        if (Says("no cameras available"))
        {
            return new(
                "There is no Pi camera. Check both ends of its cable with the power off, then see `rpicam-hello --list-cameras`. If a user of the group " +
                "video sees it there, put the user that runs the door controller into that group.");
        }

        return Says("selected camera is not available")
            ? new($"There is no Pi camera {camera}. `rpicam-hello --list-cameras` shows the numbers of those that are there.")
            : new($"The Pi camera's program ended with code {exitCode}: {Last()} Try the same by hand with `rpicam-hello`.");

        bool Says(params ReadOnlySpan<string> words) => Line(words) is not null;

        string? Line(params ReadOnlySpan<string> words)
        {
            foreach (var word in words)
            {
                if (errors.LastOrDefault(line => line.Contains(word, StringComparison.OrdinalIgnoreCase)) is { } line)
                {
                    return line;
                }
            }

            return null;
        }

        string Last() => Line("ERROR") ?? (errors.Count > 0 ? errors[^1] : "it said nothing.");
    }
}
