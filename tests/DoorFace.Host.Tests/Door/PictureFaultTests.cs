using DoorFace.Core.Audit;
using DoorFace.Core.Door;
using DoorFace.Core.Imaging;
using DoorFace.Host.Control;

namespace DoorFace.Host.Tests.Door;

/// <summary>Rows of the table in hardware/faults.md: a camera that gives no picture or a bad one, and a board that is too hot.</summary>
public class PictureFaultTests
{
    [Fact]
    public async Task Camera_never_gives_a_first_frame()
    {
        await using var unit = new BenchUnit(("Camera:FirstFrameTime", "00:00:10")) { Scene = { Stalls = true } };
        await unit.StartAsync();

        await unit.UntilAuditedAsync(AuditKind.Fault, "Recognition: The camera has given no frame for 10 s");
        Assert.True(unit.IsOn(DoorOutput.FaultLamp));
        await unit.AssertWayOutAsync();
        unit.Scene.Stalls = false;
        await unit.UntilAuditedAsync(AuditKind.FaultMended, "Recognition");
    }

    [Fact]
    public async Task Too_dark()
    {
        await using var unit = await new BenchUnit().StartedAsync();

        unit.Scene.Picture = PictureCondition.TooDark;
        await unit.UntilAuditedAsync(AuditKind.Fault, "TooDark");
        Assert.True(unit.IsOn(DoorOutput.DarkLamp));
        Assert.False(unit.IsOn(DoorOutput.FaultLamp), "Darkness is no fault of the unit.");
        await unit.AssertWayOutAsync();

        unit.Scene.Picture = PictureCondition.Good;
        await unit.UntilAuditedAsync(AuditKind.FaultMended, "TooDark");
        Assert.False(unit.IsOn(DoorOutput.DarkLamp));
    }

    [Theory]
    [InlineData(PictureCondition.Black, "Picture: black")]
    [InlineData(PictureCondition.OverExposed, "Picture: over-exposed")]
    public async Task Black_or_over_exposed(PictureCondition picture, string detail)
    {
        await using var unit = await new BenchUnit().StartedAsync();

        unit.Scene.Picture = picture;
        await unit.UntilAuditedAsync(AuditKind.Fault, detail);
        Assert.True(unit.IsOn(DoorOutput.FaultLamp));
        await unit.AssertWayOutAsync();

        unit.Scene.Picture = PictureCondition.Good;
        await unit.UntilAuditedAsync(AuditKind.FaultMended, "Picture");
        Assert.False(unit.IsOn(DoorOutput.FaultLamp));
    }

    [Fact]
    public async Task Frozen_picture()
    {
        await using var unit = await new BenchUnit().StartedAsync();

        unit.Scene.Picture = PictureCondition.Frozen;
        await unit.UntilAuditedAsync(AuditKind.Fault, "Recognition: The camera gives the same picture again and again");
        await unit.UntilAsync(() => unit.LampAtStart.Count > 1, "the camera is started again");
        await unit.AssertWayOutAsync();

        unit.Scene.Picture = PictureCondition.Good;
        await unit.UntilAuditedAsync(AuditKind.FaultMended, "Recognition");
        Assert.DoesNotContain(false, unit.LampAtStart);
    }

    [Fact]
    public async Task Board_is_too_hot_or_short_of_power()
    {
        await using var unit = new BenchUnit();
        var zone = Path.Combine(unit.Board, "class", "thermal", "thermal_zone0");
        Directory.CreateDirectory(zone);
        await File.WriteAllTextAsync(Path.Combine(zone, "type"), "cpu-thermal\n", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(zone, "temp"), "82400\n", TestContext.Current.CancellationToken);
        await unit.StartedAsync();

        await unit.UntilAuditedAsync(AuditKind.Fault, "Board: the processor is hot at 82 °C");
        Assert.Equal(0.25, unit.Control(new ControlRequest(ControlRequest.CurrentVersion, ControlCommands.Status)).Status?.Board.FrameRateShare);
        await unit.AssertWayOutAsync();

        await File.WriteAllTextAsync(Path.Combine(zone, "temp"), "51000\n", TestContext.Current.CancellationToken);
        await unit.UntilAuditedAsync(AuditKind.FaultMended, "Board");
        Assert.Equal(1, unit.Control(new ControlRequest(ControlRequest.CurrentVersion, ControlCommands.Status)).Status?.Board.FrameRateShare);
    }
}
