using DoorFace.Core.Failures;

namespace DoorFace.Host.Isolation;

/// <summary>The door's program was started where it could reach a network.</summary>
internal sealed class NetworkReachableException(string openings) : Exception(
    $"The door's program does not run where it could reach a network: {openings}. Start it by its unit, 'systemctl start doorface', which cuts it off "
    + "(PrivateNetwork=yes, RestrictAddressFamilies=AF_UNIX, DOTNET_EnableDiagnostics=0); if that is what was started, 'systemctl cat doorface' shows the drop-in "
    + "that undoes it, or this machine's kernel cannot cut it off. On a PC, use doorface-sim."), IClassifiedFailure
{
    public FailureClass FailureClass => FailureClass.Fault;
}
