using DoorFace.Host;

return await DoorFaceApp.RunAsync(args, Hardware.OfThisMachine).ConfigureAwait(false);
