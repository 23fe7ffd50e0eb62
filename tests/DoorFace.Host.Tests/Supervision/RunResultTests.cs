using DoorFace.Host.Supervision;

namespace DoorFace.Host.Tests.Supervision;

/// <summary>Why a run ended: one that nobody asked to end has failed, whatever ended it.</summary>
public class RunResultTests
{
    [Fact]
    public void An_end_that_nobody_asked_for_is_a_failure() =>
        Assert.Equal("The service has stopped without having been asked to.", new RunResult().Verdict);

    [Fact]
    public void An_end_that_was_asked_for_is_none()
    {
        var result = new RunResult();
        result.Ask();
        Assert.Null(result.Verdict);
    }

    [Fact]
    public void What_broke_first_is_told_though_it_was_asked_to_end_then()
    {
        var result = new RunResult();
        result.Fail("first");
        result.Fail("second");
        result.Ask();
        Assert.Equal("first", result.Verdict);
    }
}
