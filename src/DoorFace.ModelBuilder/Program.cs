using System.CommandLine;
using DoorFace.ModelBuilder.Commands;

var root = new RootCommand("Makes the models of the door: smaller and faster, from float models in ONNX.")
{
    InspectCommand.Create(),
    CalibrateCommand.Create(),
    QuantizeCommand.Create(),
    CompareCommand.Create(),
};
return await root.Parse(args).InvokeAsync().ConfigureAwait(false);
