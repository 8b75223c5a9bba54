namespace Lifelines.Tests;

public static class RunningOnce
{
    [Fact]
    public static void ANullActionIsAnError() =>
        Assert.Throws<ArgumentNullException>(() => { _ = new Lifeline().RunAsync((Func<CancellationToken, Task>)null!, TestContext.Current.CancellationToken); });

    [Fact]
    public static async Task WithinAProcessOneActionRunsAtATimeAndEachStartSaysWhatBecameOfIt()
    {
        var events = new List<LifelineOutcome>();
        var lifeline = new Lifeline(new LifelineOptions { Name = "once", IsSameCommand = IsSelf(), Scope = LifelineScope.CurrentUser, OnEvent = lifelineEvent => events.Add(lifelineEvent.Outcome) });
        Assert.Equal(LifelineOutcome.Completed, await Run(async token =>
        {
            var second = await lifeline.RunAsync(_ => throw new InvalidOperationException("Two actions ran at once."), token);
            Assert.Equal(LifelineOutcome.AlreadyRunning, second.Outcome);
            Assert.Equal(Environment.ProcessId, second.Holder!.Id);
        }));
        Assert.Equal(LifelineOutcome.Completed, await Run(_ => Task.CompletedTask));
        Assert.Equal([LifelineOutcome.Started, LifelineOutcome.AlreadyRunning, LifelineOutcome.Completed, LifelineOutcome.Started, LifelineOutcome.Completed], events);

        async Task<LifelineOutcome> Run(Func<CancellationToken, Task> action) => (await lifeline.RunAsync(action, TestContext.Current.CancellationToken)).Outcome;
    }

    [Fact]
    public static async Task AnEventThatThrowsIsNotFollowedByAnother()
    {
        var events = new List<LifelineOutcome>();
        var lifeline = new Lifeline(new LifelineOptions { Name = "telling", IsSameCommand = IsSelf(), Scope = LifelineScope.CurrentUser, OnEvent = Tell });
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => lifeline.RunAsync(_ => Task.CompletedTask, TestContext.Current.CancellationToken));
        Assert.Equal("nobody listens", exception.Message);
        Assert.Equal([LifelineOutcome.Started, LifelineOutcome.Completed], events);

        void Tell(LifelineEvent happened)
        {
            events.Add(happened.Outcome);
            if (happened.Outcome == LifelineOutcome.Completed)
                throw new InvalidOperationException("nobody listens");
        }
    }

    [Fact]
    public static async Task WhatOthersCouldNotRecogniseDoesNotRun()
    {
        var lifeline = new Lifeline(new LifelineOptions { Name = "unrecognised", IsSameCommand = _ => false, Scope = LifelineScope.CurrentUser });
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => lifeline.RunAsync(_ => Task.CompletedTask, TestContext.Current.CancellationToken));
        Assert.Contains("Other processes cannot recognise this one", exception.Message, StringComparison.Ordinal);
    }

    // Asked about this process first, and never again: another run of these tests is no rival.
    private static Func<IReadOnlyList<string>, bool> IsSelf()
    {
        var isAsked = false;
        return _ => !isAsked && (isAsked = true);
    }
}
