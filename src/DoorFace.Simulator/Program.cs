using DoorFace.Host;
using DoorFace.Simulator;
using DoorFace.Simulator.Demo;

return await DoorFaceApp.RunAsync(args, SimulatedHardware.Create(), DemoCommand.Create()).ConfigureAwait(false);
