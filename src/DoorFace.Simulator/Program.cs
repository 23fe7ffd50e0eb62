using DoorFace.Host;
using DoorFace.Simulator;
using DoorFace.Simulator.Demo;
using DoorFace.Simulator.Film;

return await DoorFaceApp.RunAsync(args, SimulatedPlatform.Create(), DemoCommand.Create(), FilmCommand.Create()).ConfigureAwait(false);
