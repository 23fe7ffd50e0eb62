using DoorFace.Core.Enrollment;
using DoorFace.Host.Commands;

namespace DoorFace.Host.Tests.Commands;

public sealed class CaptureAdviceTests
{
    [Fact]
    public void Every_reason_has_a_sentence_of_its_own_that_says_what_to_do()
    {
        var sentences = Enum.GetValues<CaptureRefusal>().Select(reason => CaptureAdvice.For(new CaptureFault(reason, 3, 7))).ToList();

        Assert.Equal(sentences.Count, sentences.Distinct().Count());
        Assert.All(sentences, sentence => Assert.Matches("^[a-z0-9].*[;(].*\\.$", sentence));
    }

    [Fact]
    public void A_share_of_white_and_a_mean_are_told_apart()
    {
        Assert.Contains("over-exposed", CaptureAdvice.For(new CaptureFault(CaptureRefusal.TooBright, 0.4f, 0.15f)), StringComparison.Ordinal);
        Assert.Contains("240 of 255, at most 215", CaptureAdvice.For(new CaptureFault(CaptureRefusal.TooBright, 240, 215)), StringComparison.Ordinal);
    }
}
