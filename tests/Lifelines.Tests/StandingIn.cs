namespace Lifelines.Tests;

/// <summary>Lifelines that look at no process, for tests and debuggers.</summary>
public static class StandingIn
{
    private static readonly LifelineProcess _holder = new() { Id = 812, User = "deploy" };

    [Fact]
    public static async Task AnUnguardedOneIsAlwaysFree()
    {
        var token = TestContext.Current.CancellationToken;
        Assert.Equal("unguarded", Lifeline.Unguarded.Name);
        Assert.False(Lifeline.Unguarded.IsRunning());
        Assert.Empty(await Lifeline.Unguarded.ListAsync(token));
        Assert.Empty((await Lifeline.Unguarded.TerminateAsync(token)).Processes);
        Assert.True(Lifeline.Unguarded.TryHold(out var holder));
        Assert.Null(holder);

        var actions = 0;
        var result = await Lifeline.Unguarded.RunAsync(async _ =>
        {
            actions++;
            Assert.True((await Lifeline.Unguarded.RunAsync(_ => Task.FromResult(actions++), token)).HasRun);
        }, token);
        Assert.Equal((LifelineOutcome.Completed, true, 2), (result.Outcome, result.HasRun, actions));
    }

    [Fact]
    public static async Task AHeldOneIsNever()
    {
        var token = TestContext.Current.CancellationToken;
        var lifeline = Lifeline.HeldBy(_holder);
        Assert.True(lifeline.IsRunning());
        Assert.Equal([_holder], await lifeline.ListAsync(token));
        Assert.False(lifeline.TryHold(out var holder));
        Assert.Same(_holder, holder);

        var result = await lifeline.RunAsync(_ => throw new InvalidOperationException(), token);
        Assert.Equal((LifelineOutcome.AlreadyRunning, false), (result.Outcome, result.HasRun));
        Assert.Same(_holder, result.Holder);

        var termination = await lifeline.TerminateAsync(token);
        Assert.False(termination.Succeeded);
        Assert.Same(_holder, Assert.Single(termination.Processes).Process);
    }

    [Fact]
    public static async Task AnActionThatReturnsNoTaskIsAnError() =>
        Assert.Contains("must return a task", (await Assert.ThrowsAsync<InvalidOperationException>(() => Lifeline.Unguarded.RunAsync(_ => null!, TestContext.Current.CancellationToken))).Message, StringComparison.Ordinal);

    [Fact]
    public static void NullsAreErrors() => Assert.Throws<ArgumentNullException>(() => Lifeline.HeldBy(null!));
}
