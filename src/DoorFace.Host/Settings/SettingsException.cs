using DoorFace.Core.Failures;

namespace DoorFace.Host.Settings;

/// <summary>The configuration is wrong; every complaint is one line of the message.</summary>
public sealed class SettingsException(IEnumerable<string> complaints)
    : Exception("The configuration is wrong:" + string.Concat(complaints.Select(c => Environment.NewLine + "  " + c))), IClassifiedFailure
{
    public FailureClass FailureClass => FailureClass.Usage;
}
