using System.Runtime.InteropServices;

namespace DoorFace.Vision.Models;

/// <summary>
/// ONNX Runtime collects telemetry unless told otherwise: it writes a device identifier and a database under the home folder.
/// It reads the switch from the C library's environment when its native library loads, which
/// <see cref="Environment.SetEnvironmentVariable(string, string?)"/> does not change.
/// </summary>
public static partial class OnnxTelemetry
{
    private const string Switch = "ORT_DISABLE_TELEMETRY";

    /// <summary>Switches it off for this process and its children. Call before anything of ONNX Runtime is touched; again does no harm.</summary>
    /// <exception cref="InvalidOperationException">The environment could not be changed.</exception>
    public static void Disable()
    {
        Environment.SetEnvironmentVariable(Switch, "1");
        if (!OperatingSystem.IsWindows() && SetEnvironment(Switch, "1", 1) != 0)
        {
            throw new InvalidOperationException($"{Switch} could not be set (error {Marshal.GetLastPInvokeError()}); ONNX Runtime would collect telemetry.");
        }
    }

    [LibraryImport("libc", EntryPoint = "setenv", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetEnvironment(string name, string value, int overwrite);
}
