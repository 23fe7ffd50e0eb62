using System.CommandLine;
using DoorFace.Evaluation.Commands;
using DoorFace.Host;
using DoorFace.Host.Commands;

var root = new RootCommand("Measures how well DoorFace tells people apart. It is a laboratory's program, and no part of a door's.")
{
    GlobalOptions.Config,
    GlobalOptions.Set,
    GlobalOptions.Json,
    EvalCommand.Create(),
};

return await DoorFaceApp.RunAsync(root, args).ConfigureAwait(false);
