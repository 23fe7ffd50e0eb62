using DoorFace.Core.Door;

namespace DoorFace.Host.Messaging;

/// <summary>An input on its way to the door.</summary>
/// <param name="Input">What happened.</param>
/// <param name="Done">Told the step that followed, once its commands are on the lines; null when nobody waits for it.</param>
internal readonly record struct DoorMessage(DoorInput Input, TaskCompletionSource<DoorStep>? Done = null);
