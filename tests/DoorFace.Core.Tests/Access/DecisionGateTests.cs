using DoorFace.Core.Access;
using DoorFace.Core.Biometrics;
using DoorFace.Core.Time;

namespace DoorFace.Core.Tests.Access;

public class DecisionGateTests
{
    private static readonly AccessDecision Granted = AccessDecision.Granted(new Candidate(AccessScene.Alice, new ComparisonScore(0.8f)), new ComparisonScore(0.5f));
    private static readonly AccessDecision Denied = AccessDecision.Denied(DenialReason.BelowThreshold);

    private readonly DecisionGate _gate = new(TimeSpan.FromSeconds(5));

    [Fact]
    public void A_grant_is_news_once_and_again_after_the_rearm_time()
    {
        Assert.True(IsNews(Granted, 0));
        Assert.False(IsNews(Granted, 4.9));
        Assert.True(IsNews(Granted, 5));
    }

    [Fact]
    public void A_grant_for_another_resident_is_news_at_once()
    {
        var bob = AccessDecision.Granted(new Candidate(AccessScene.Bob, new ComparisonScore(0.8f)), new ComparisonScore(0.5f));

        Assert.True(IsNews(Granted, 0));
        Assert.True(IsNews(bob, 1));
    }

    [Fact]
    public void Leaving_and_coming_back_does_not_shorten_the_rearm_time()
    {
        Assert.True(IsNews(Granted, 0));
        Assert.True(IsNews(AccessDecision.NoFace, 1));
        Assert.False(IsNews(Granted, 2));
    }

    [Fact]
    public void A_denial_is_news_once_even_when_views_are_skipped_between()
    {
        Assert.True(IsNews(Denied, 0));
        Assert.False(IsNews(AccessDecision.Undecided, 0.1));
        Assert.False(IsNews(Denied, 0.2));
    }

    [Fact]
    public void A_denial_for_another_reason_or_after_an_empty_scene_is_news()
    {
        Assert.True(IsNews(Denied, 0));
        Assert.True(IsNews(AccessDecision.Denied(DenialReason.NotFrontal), 1));
        Assert.True(IsNews(AccessDecision.NoFace, 2));
        Assert.True(IsNews(Denied, 3));
    }

    [Fact]
    public void The_refusals_of_one_approach_are_one_whatever_their_reasons()
    {
        Assert.True(IsNews(Denied, 0));
        Assert.False(IsNews(AccessDecision.Denied(DenialReason.InconsistentCandidate), 1));
        Assert.False(IsNews(Denied, 100));
    }

    [Fact]
    public void A_refusal_that_turns_out_to_be_an_attempt_is_news()
    {
        Assert.True(IsNews(Denied, 0));
        Assert.True(IsNews(Denied with { IsAttempt = true }, 1));
        Assert.False(IsNews(Denied, 2));
    }

    /// <summary>With the longest rearm time there is: one who keeps staring makes five attempts within the limiter's minute.</summary>
    [Fact]
    public void Whoever_keeps_staring_keeps_trying_often_enough_for_the_limiter()
    {
        var (gate, limiter) = (new DecisionGate(TimeSpan.FromSeconds(90)), AttemptLimiter.Fresh);
        for (var second = 0; second < 60; second++)
        {
            var now = new MonotonicInstant(TimeSpan.FromSeconds(1000 + second));
            limiter = gate.IsNews(Denied with { IsAttempt = true }, now) ? limiter.Expire(now).Refuse(new AccessRules(), now) : limiter;
        }

        Assert.NotNull(limiter.PausedUntil);
    }

    [Fact]
    public void After_a_reset_whoever_is_seen_is_seen_anew()
    {
        Assert.True(IsNews(Granted, 0));
        _gate.Reset();
        Assert.True(IsNews(Granted, 1));
    }

    private bool IsNews(AccessDecision decision, double seconds) => _gate.IsNews(decision, new MonotonicInstant(TimeSpan.FromSeconds(seconds)));
}
