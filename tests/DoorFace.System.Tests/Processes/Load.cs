using DoorFace.Core.Enrollment;
using DoorFace.Host.Control;

namespace DoorFace.SystemTests.Processes;

/// <summary>People who ask a service for one thing after the other until it is gone, and keep in the ledger what it answered.</summary>
/// <param name="socket">Where it listens.</param>
/// <param name="ledger">What was answered.</param>
/// <param name="references">How many a guided enrollment takes.</param>
internal sealed class Load(string socket, Ledger ledger, int references)
{
    /// <summary>What the names begin with of those who are enrolled at the door.</summary>
    public const string AtDoor = "door-";

    /// <summary>An administrator, whose residents' names begin so: nobody else changes them.</summary>
    public void Administer(string prefix, Random random) => UntilGone(() =>
    {
        var own = ledger.Of(prefix);
        var choice = random.Next(100);
        if (own.Count == 0 || choice < 15)
        {
            WorkDoor(random);
        }
        else if (choice < 30)
        {
            LookAtAudit();
        }
        else if (choice == 30)
        {
            DoneAndErasedSoon(Ask(ControlRequest.Of(ControlCommands.RotateKey)), "The key was replaced");
            ledger.Settle([]);
        }
        else if (choice < 33)
        {
            DoneAndErasedSoon(Ask(ControlRequest.Of(ControlCommands.RenewTemplates)), "The templates are renewed");
            ledger.Settle([]);
        }
        else if (choice < 60)
        {
            Erase(own[random.Next(own.Count)]);
        }
        else
        {
            Rename(own[random.Next(own.Count)], ledger.NewName(prefix));
        }
    });

    /// <summary>Somebody who stands before the camera and is enrolled, again and again, and now and then erased.</summary>
    public void Enroll(Random random) => UntilGone(() =>
    {
        var own = ledger.Of(AtDoor);
        if (own.Count > 0 && random.Next(2) == 0)
        {
            Erase(own[^1]);
        }

        EnrolOne(ledger.NewName(AtDoor));
    });

    /// <summary>Nobody but the door is asked, so that what is written about residents is written for an enrollment.</summary>
    public void Watch(Random random) => UntilGone(() =>
    {
        Done(Ask(ControlRequest.Of(random.Next(2) == 0 ? ControlCommands.Release : ControlCommands.Normal)), mayRefuse: true);
        Thread.Sleep(random.Next(50));
    });

    private void EnrolOne(string name)
    {
        using var client = ControlClient.Connect(socket);
        ledger.Ask(name);
        EnrollmentEnd? end = null;
        foreach (var reply in client.Stream(ControlRequest.Of(ControlCommands.Enroll) with { Name = name }, TimeProvider.System, lasting: true))
        {
            if (reply.Enrollment is { Phase: EnrollmentPhase.AwaitingConsent })
            {
                // Again when somebody has come in front: it counts for whoever stands there.
                client.Say(EnrollmentHandlers.Agree);
            }

            Assert.Equal(references, reply.Enrollment?.Wanted ?? references);
            end = reply.Enrollment?.End;
        }

        switch (end)
        {
            case EnrollmentEnd.Enrolled:
                ledger.Enroll([], name);
                break;
            case EnrollmentEnd.Refreshed:
                ledger.Enroll([name]);
                break;
            default:
                // The camera has not begun yet, or it takes two of the same face for too similar.
                ledger.Settle([name]);
                Thread.Sleep(50);
                break;
        }
    }

    private void WorkDoor(Random random)
    {
        var (command, seconds) = random.Next(4) switch
        {
            0 => (ControlCommands.LockDown, 60),
            1 => (ControlCommands.HoldOpen, 1),
            2 => (ControlCommands.Normal, 0),
            _ => (ControlCommands.Release, 0),
        };
        Done(Ask(ControlRequest.Of(command) with { Seconds = seconds }), mayRefuse: true);
        ledger.Settle([]);
    }

    private void LookAtAudit()
    {
        using var client = ControlClient.Connect(socket);
        foreach (var reply in client.Stream(ControlRequest.Of(ControlCommands.ShowAudit) with { Most = 1 }, TimeProvider.System))
        {
            if (reply.Entry is { } entry)
            {
                ledger.Show(entry);
            }
        }
    }

    private void Rename(string name, string newName)
    {
        ledger.Ask(name, newName);
        Done(Ask(ControlRequest.Of(ControlCommands.RenameResident) with { Name = name, NewName = newName }));
        ledger.Settle([name], newName);
    }

    private void Erase(string name)
    {
        ledger.Ask(name);
        var reply = Ask(ControlRequest.Of(ControlCommands.RemoveResident) with { Name = name });
        DoneAndErasedSoon(reply, "is removed");
        ledger.Erase(name, reply.Receipt);
    }

    private ControlReply Ask(ControlRequest request) => ControlClient.Ask(socket, request, TimeProvider.System);

    private static void Done(ControlReply reply, bool mayRefuse = false) => Assert.True(reply.Done || mayRefuse, reply.Message);

    // Among so many it may find the file in use when it wants to clean it; the next start does that.
    private static void DoneAndErasedSoon(ControlReply reply, string done) =>
        Assert.True(reply.Done || reply.Message.Contains(done, StringComparison.Ordinal), reply.Message);

    private static void UntilGone(Action ask)
    {
        try
        {
            while (true)
            {
                ask();
            }
        }
        catch (IOException)
        {
            // The power is off.
        }
    }
}
