using DoorFace.Host;
using DoorFace.Host.Composition;

return await DoorFaceApp.RunAsync(args, Hardware.OfThisMachine).ConfigureAwait(false);
