using DoorFace.Host;
using DoorFace.Host.Composition;

return await DoorFaceApp.RunAsync(args, Platform.OfThisMachine).ConfigureAwait(false);
