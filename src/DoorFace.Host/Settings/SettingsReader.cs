using DoorFace.Core.Access;
using DoorFace.Core.Door;
using DoorFace.Device.Gpio;
using Microsoft.Extensions.Configuration;

namespace DoorFace.Host.Settings;

/// <summary>Reads the settings from a file, then the environment, then the command line; the later one wins.</summary>
public static class SettingsReader
{
    /// <summary>Settings in the environment begin with this: <c>DOORFACE_Door__UnlockTime=00:00:03</c>.</summary>
    public const string EnvironmentPrefix = "DOORFACE_";

    /// <summary>The strike is secured at least this long between two releases for a resident who stays in view.</summary>
    private static readonly TimeSpan LeastPause = TimeSpan.FromSeconds(2);

    /// <param name="file">The configuration file; null for <c>appsettings.json</c> beside the program, which may be missing.</param>
    /// <param name="overrides">From the command line.</param>
    /// <exception cref="SettingsException">Malformed, unknown or out of range; the message names every key, its value and what is allowed.</exception>
    public static DoorFaceSettings Read(string? file, IEnumerable<KeyValuePair<string, string?>> overrides)
    {
        var configuration = Build(file, overrides);
        var complaints = Check(configuration).ToList();
        if (complaints.Count > 0)
        {
            throw new SettingsException(complaints);
        }

        var settings = configuration.Get<DoorFaceSettings>() ?? new DoorFaceSettings();
        settings = settings with { Gpio = GpioRules.WithoutTakenJumper(settings.Gpio) };
        complaints.AddRange([.. Contradictions(settings), .. CameraRules.Contradictions(settings.Camera), .. GpioRules.Contradictions(settings.Gpio)]);
        return complaints.Count == 0 ? settings : throw new SettingsException(complaints);
    }

    /// <summary>
    /// The wiring alone, for after a crash: whatever else is wrong in the configuration must not keep an output energised. When the wiring itself
    /// is wrong it is that of <see cref="WiringPlan"/>.
    /// </summary>
    /// <param name="file">As for <see cref="Read"/>.</param>
    /// <param name="overrides">From the command line.</param>
    /// <returns>The wiring, and what is wrong with the configured one; null when nothing is.</returns>
    public static (GpioSettings Gpio, SettingsException? Fault) ReadWiring(string? file, IEnumerable<KeyValuePair<string, string?>> overrides)
    {
        try
        {
            var configuration = Build(file, overrides);
            var complaints = Check(configuration).Where(complaint => complaint.StartsWith("Gpio:", StringComparison.OrdinalIgnoreCase)).ToList();
            if (complaints.Count == 0)
            {
                var gpio = GpioRules.WithoutTakenJumper(configuration.GetSection("Gpio").Get<GpioSettings>() ?? new GpioSettings());
                complaints.AddRange(GpioRules.Contradictions(gpio));
                if (complaints.Count == 0)
                {
                    return (gpio, null);
                }
            }

            return (new GpioSettings(), new SettingsException(complaints));
        }
        catch (SettingsException fault)
        {
            return (new GpioSettings(), fault);
        }
    }

    /// <exception cref="SettingsException">A source cannot be read.</exception>
    private static IConfigurationRoot Build(string? file, IEnumerable<KeyValuePair<string, string?>> overrides)
    {
        var path = Path.GetFullPath(file ?? Path.Combine(AppContext.BaseDirectory, "appsettings.json"));
        if (Directory.Exists(path))
        {
            throw new SettingsException([$"{path}: this is a folder; name a file in it."]);
        }

        try
        {
            return new ConfigurationBuilder()
                .AddJsonFile(path, optional: file is null, reloadOnChange: false)
                .AddEnvironmentVariables(EnvironmentPrefix)
                .AddInMemoryCollection(overrides)
                .Build();
        }
        catch (Exception exception) when (exception is InvalidDataException or FormatException or IOException or UnauthorizedAccessException)
        {
            throw new SettingsException([$"{path}: {(exception.InnerException ?? exception).Message}"]);
        }
    }

    private static IEnumerable<string> Check(IConfiguration configuration)
    {
        var rules = SettingRules.All.ToDictionary(rule => rule.Key, StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in configuration.AsEnumerable().Where(pair => !configuration.GetSection(pair.Key).GetChildren().Any()))
        {
            var complaint = rules.TryGetValue(key, out var rule) ? rule.Check(value) : $"{key} is not a setting; src/DoorFace.Host/Settings/README.md lists those there are.";
            if (complaint is not null)
            {
                yield return complaint;
            }
        }
    }

    private static IEnumerable<string> Contradictions(DoorFaceSettings settings)
    {
        if (settings.Storage.FullAuditPath == settings.Storage.FullDatabasePath)
        {
            yield return $"Storage:Audit is '{settings.Storage.Audit}'; allowed is another file than that of the residents.";
        }

        if (settings.Audit.AccessRetention > settings.Audit.AdministrationRetention)
        {
            yield return $"Audit:AccessRetention is {settings.Audit.AccessRetention}; allowed is at most Audit:AdministrationRetention, which is {settings.Audit.AdministrationRetention}.";
        }

        if (settings.Access.ProbeViews > settings.Access.WindowViews)
        {
            yield return $"Access:ProbeViews is {settings.Access.ProbeViews}; allowed is at most Access:WindowViews, which is {settings.Access.WindowViews}.";
        }

        if (settings.Door.LongestEnergisedTime < settings.Door.UnlockTime)
        {
            yield return $"Door:LongestEnergisedTime is {settings.Door.LongestEnergisedTime}; allowed is at least Door:UnlockTime, which is {settings.Door.UnlockTime}.";
        }

        if (settings.Door.MinimumPulse > settings.Door.UnlockTime)
        {
            yield return $"Door:MinimumPulse is {settings.Door.MinimumPulse}; allowed is at most Door:UnlockTime, which is {settings.Door.UnlockTime}.";
        }

        if (settings.Door.HeldOpenWarning >= settings.Door.HeldOpenTime)
        {
            yield return $"Door:HeldOpenWarning is {settings.Door.HeldOpenWarning}; allowed is less than Door:HeldOpenTime, which is {settings.Door.HeldOpenTime}.";
        }

        if (!settings.Door.RequestToExitReleases && settings.Gpio.Inputs[DoorSensor.RequestToExit].Contact == SensorContact.Absent)
        {
            yield return "Door:RequestToExitReleases is false, for a switch in the handle, but Gpio:Inputs:RequestToExit:Contact is Absent;"
                + " allowed is NormallyOpen or NormallyClosed: without the switch everybody who leaves would force the door.";
        }

        if (settings.Access.Intent == IntentRule.Button && settings.Gpio.Inputs[DoorSensor.IntentButton].Contact == SensorContact.Absent)
        {
            yield return "Access:Intent is Button; allowed is FacePresent while Gpio:Inputs:IntentButton:Contact is Absent: nobody could ever enter.";
        }

        if (settings.Door.Strike == StrikeType.FailSafe && settings.Gpio.StrikeDrive == OutputDrive.Toggle)
        {
            yield return "Gpio:StrikeDrive is Toggle; allowed is Level with Door:Strike FailSafe: a stuck line would unlock the door.";
        }

        if (settings.Access.RearmTime < settings.Door.UnlockTime + LeastPause)
        {
            yield return $"Access:RearmTime is {settings.Access.RearmTime}; allowed is at least Door:UnlockTime + {LeastPause}, which is"
                + $" {settings.Door.UnlockTime + LeastPause}: otherwise a resident who stays in view would hold the door open.";
        }

        if (settings.Access.RearmTime < settings.Access.Window)
        {
            yield return $"Access:RearmTime is {settings.Access.RearmTime}; allowed is at least Access:Window, which is {settings.Access.Window}.";
        }

        var longestCapture = settings.Access.ViewSpacing * (settings.Access.ProbeViews - 1);
        if (longestCapture >= settings.Access.Window)
        {
            yield return $"Access:Window is {settings.Access.Window}; {settings.Access.ProbeViews} views at Access:ViewSpacing {settings.Access.ViewSpacing} take longer: nobody could ever enter.";
        }
    }
}
