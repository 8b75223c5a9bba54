using System.Collections.Concurrent;
using Lifelines.Holding;

namespace Lifelines.Tests.Sharing;

#pragma warning disable CA2000 // The lifeline disposes the leases: that is what is tested.
[Collection(nameof(StopSign))]
public static class SharingALock
{
    private static readonly LifelineProcess _elsewhere = new() { Id = 812, Host = "db2", StartedAt = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.FromHours(1)) };

    [Fact]
    public static async Task WhatAnotherHostHoldsDoesNotRun()
    {
        var events = new List<string>();
        var result = await Run(_ => Task.FromResult<SharedLease?>(null), _ => throw new InvalidOperationException("It ran."), happened => events.Add(happened.ToString()), _elsewhere);
        Assert.Equal(LifelineOutcome.AlreadyRunning, result.Outcome);
        Assert.Equal(0, result.ExitCode);
        Assert.Same(_elsewhere, result.Holder);
        Assert.Equal(["shared is already running: pid 812 on db2 (since 2026-03-01 12:00:00 +01:00)"], events);
    }

    [Fact]
    public static async Task WhereTheEngineDoesNotTellTheHolderIsOnAnotherHost()
    {
        var events = new List<string>();
        var result = await Run(_ => Task.FromResult<SharedLease?>(null), _ => Task.CompletedTask, happened => events.Add(happened.ToString()));
        Assert.Null(result.Holder);
        Assert.Equal(["shared is already running on another host"], events);
    }

    [Fact]
    public static async Task AnEngineThatFailsIsAnErrorWithItsNameAndCause()
    {
        var exception = await Assert.ThrowsAsync<LifelineException>(() => Run(_ => throw new IOException("no route", new IOException("cut off")), _ => throw new InvalidOperationException("It ran.")));
        Assert.Equal("shared does not start, since the engine cannot tell whether another host runs it: no route: cut off", exception.Message);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public static async Task AnEngineThatDoesNotAnswerIsAnError(bool heedsTheToken)
    {
        var exception = await Assert.ThrowsAsync<LifelineException>(() => Run(
            async token =>
            {
                await Task.Delay(Timeout.Infinite, heedsTheToken ? token : CancellationToken.None);
                return null;
            },
            _ => throw new InvalidOperationException("It ran.")));
        Assert.Contains("the engine cannot tell whether another host runs it: no answer within 0.1 s", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public static async Task ALockThatIsAcquiredTooLateIsReleased()
    {
        var lease = new FakeLease();
        var answer = new TaskCompletionSource<SharedLease?>();
        _ = await Assert.ThrowsAsync<LifelineException>(() => Run(_ => answer.Task, _ => Task.CompletedTask));
        answer.SetResult(lease);
        Assert.True(SpinWait.SpinUntil(() => lease.IsReleased, TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public static async Task TheLockIsReleasedWhenTheActionHasEndedAndAcquiredForTheNext()
    {
        var leases = new List<FakeLease>();
        var lifeline = Create(Acquire);
        for (var i = 1; i <= 2; i++)
        {
            var result = await lifeline.RunAsync(_ => Task.FromResult(leases[^1].IsReleased ? throw new InvalidOperationException("It was released.") : true), TestContext.Current.CancellationToken);
            Assert.Equal(LifelineOutcome.Completed, result.Outcome);
            Assert.Equal(i, leases.Count);
            Assert.True(leases[^1].IsReleased);
        }

        Task<SharedLease?> Acquire(CancellationToken token)
        {
            leases.Add(new FakeLease());
            return Task.FromResult<SharedLease?>(leases[^1]);
        }
    }

    [Fact]
    public static async Task AFailedActionReleasesTheLock()
    {
        var lease = new FakeLease();
        _ = await Assert.ThrowsAsync<IOException>(() => Run(_ => Task.FromResult<SharedLease?>(lease), _ => throw new IOException("disk full")));
        Assert.True(lease.IsReleased);
    }

    [Fact]
    public static async Task ALossCancelsTheActionAndIsATemporaryFailure()
    {
        var lease = new FakeLease();
        var events = new ConcurrentQueue<LifelineOutcome>();
        var result = await Run(_ => Task.FromResult<SharedLease?>(lease), WaitForTheLoss, happened => events.Enqueue(happened.Outcome));
        (var exitCode, Environment.ExitCode) = (Environment.ExitCode, 0);
        Assert.Equal(LifelineOutcome.LeaseLost, result.Outcome);
        Assert.Equal(75, result.ExitCode);
        Assert.Equal(75, exitCode);
        // That it is lost is said by a thread of its own, besides how the action ended.
        Assert.Equal([LifelineOutcome.Started, LifelineOutcome.LeaseLost], events.Distinct());

        Task WaitForTheLoss(CancellationToken token)
        {
            lease.Lose();
            return Task.Delay(Timeout.Infinite, token);
        }
    }

    /// <summary>What the action uses is often cut off with the lock.</summary>
    [Fact]
    public static async Task AnActionThatFailsAfterALossHasLostItsLease()
    {
        var lease = new FakeLease();
        LifelineEvent? last = null;
        var result = await Run(_ => Task.FromResult<SharedLease?>(lease), Fail, happened => last = happened.RunTime is null ? last : happened);
        Environment.ExitCode = 0;
        Assert.Equal(LifelineOutcome.LeaseLost, result.Outcome);
        Assert.Equal(75, result.ExitCode);
        Assert.Contains("end=lease-lost exception=System.IO.IOException message=\"the cable was pulled\"", last!.ToString(), StringComparison.Ordinal);

        Task Fail(CancellationToken token)
        {
            lease.Lose();
            throw new TimeoutException("no route");
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public static async Task AnActionThatGoesOnAfterALossIsEnded(bool blocksItsToken)
    {
        var lease = new FakeLease();
        var isEnded = new TaskCompletionSource();
        var watch = new LeaseWatch(lease, TimeSpan.FromMilliseconds(50), new LossEvents(() => { }, () => { }, isEnded.SetResult));
        await watch.RunAsync(GoOn, CancellationToken.None);
        Assert.True(watch.IsLost);
        await watch.DisposeAsync();

        Task GoOn(CancellationToken token)
        {
            _ = token.Register(() => (blocksItsToken ? isEnded.Task : Task.CompletedTask).Wait());
            lease.Lose();
            return isEnded.Task;
        }
    }

    /// <summary>Its threads may begin only when all is over.</summary>
    [Fact]
    public static async Task ALeaseThatIsReleasedAtOnceEndsNothing()
    {
        for (var i = 0; i < 2000; i++)
        {
            var watch = new LeaseWatch(new FakeLease(), TimeSpan.Zero, new LossEvents(Fail, Fail, Fail));
            await watch.DisposeAsync();
        }
    }

    [Fact]
    public static async Task AnActionThatEndsInTimeIsNotEnded()
    {
        var lease = new FakeLease();
        var hasStoppedChildren = false;
        var watch = new LeaseWatch(lease, TimeSpan.FromMinutes(10), new LossEvents(() => { }, () => hasStoppedChildren = true, () => throw new InvalidOperationException("It was ended.")));
        await watch.RunAsync(_ => Lose(lease), CancellationToken.None);
        Assert.True(hasStoppedChildren);
        await watch.DisposeAsync();
        Assert.True(lease.IsReleased);
    }

    [Fact]
    public static async Task AnActionThatIsCancelledWithoutALossIsCancelled()
    {
        using var cancelled = new CancellationTokenSource();
        var watch = new LeaseWatch(new FakeLease(), TimeSpan.FromMinutes(10), new LossEvents(Fail, Fail, Fail));
        var end = watch.RunAsync(token => Task.Delay(Timeout.Infinite, token), cancelled.Token);
        await cancelled.CancelAsync();
        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => end.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken));
        Assert.False(watch.IsLost);
        await watch.DisposeAsync();
    }

    [Fact]
    public static async Task ALeaseThatIsLostAlreadyRunsNothing()
    {
        var lease = new FakeLease();
        lease.Lose();
        var watch = new LeaseWatch(lease, TimeSpan.FromMinutes(10), new LossEvents(() => { }, () => { }, () => { }));
        var runs = 0;
        await watch.RunAsync(_ => Task.FromResult(++runs), CancellationToken.None);
        Assert.True(watch.IsLost);
        Assert.Equal(0, runs);
        await watch.DisposeAsync();
    }

    [Fact]
    public static async Task AStandbyWaitsForTheLock()
    {
        var attempts = 0;
        var lease = new FakeLease();
        var events = new List<LifelineOutcome>();
        var lifeline = Create(_ => Task.FromResult<SharedLease?>(++attempts < 5 ? null : lease), happened => events.Add(happened.Outcome), standsBy: true);
        Assert.Equal(LifelineOutcome.Completed, (await lifeline.RunAsync(_ => Task.CompletedTask, TestContext.Current.CancellationToken)).Outcome);
        Assert.Equal([LifelineOutcome.AlreadyRunning, LifelineOutcome.Started, LifelineOutcome.Completed], events);
    }

    [Fact]
    public static async Task AnEngineThatStopsAnsweringEndsTheWait() =>
        Assert.Equal("no answer within 0.1 s", (await Assert.ThrowsAsync<TimeoutException>(async () => await new MuteLock().AcquireAsync(TestContext.Current.CancellationToken))).Message);

    [Fact]
    public static async Task AStandbyThatIsCancelledEnds()
    {
        using var source = new CancellationTokenSource();
        var attempts = 0;
        var lifeline = Create(
            async _ =>
            {
                if (++attempts == 3)
                    await source.CancelAsync();

                return null;
            },
            standsBy: true);
        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => lifeline.RunAsync(_ => Task.CompletedTask, source.Token));
    }

    [Fact]
    public static async Task WhatIsHeldIsRunUnderTheSameLease()
    {
        var attempts = 0;
        var lease = new FakeLease();
        var lifeline = Create(_ => Task.FromResult<SharedLease?>(++attempts == 1 ? lease : null));
        Assert.True(await lifeline.TryHoldAsync(TestContext.Current.CancellationToken));
        Assert.True(await lifeline.TryHoldAsync(TestContext.Current.CancellationToken));
        Assert.False(lease.IsReleased);
        Assert.Equal(LifelineOutcome.Completed, (await lifeline.RunAsync(_ => Task.CompletedTask, TestContext.Current.CancellationToken)).Outcome);
        Assert.True(lease.IsReleased);
        Assert.False(await lifeline.TryHoldAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public static async Task ThreadsThatHoldAtOnceShareTheLease()
    {
        var attempts = 0;
        var answer = new TaskCompletionSource();
        var lease = new FakeLease();
        var lifeline = Create(AcquireOnce, answerTimeout: TimeSpan.FromMinutes(1));
        var first = lifeline.TryHoldAsync(TestContext.Current.CancellationToken);
        var second = lifeline.TryHoldAsync(TestContext.Current.CancellationToken);
        answer.SetResult();
        Assert.True(await first);
        Assert.True(await second);
        Assert.Equal(1, attempts);
        Assert.Equal(LifelineOutcome.Completed, (await lifeline.RunAsync(_ => Task.CompletedTask, TestContext.Current.CancellationToken)).Outcome);
        Assert.True(lease.IsReleased);

        async Task<SharedLease?> AcquireOnce(CancellationToken token)
        {
            var attempt = Interlocked.Increment(ref attempts);
            await answer.Task;
            return attempt == 1 ? lease : null;
        }
    }

    [Fact]
    public static void ASynchronousHoldIsAnErrorThatSaysWhy()
    {
        var exception = Assert.Throws<InvalidOperationException>(() => Create(_ => throw new InvalidOperationException("It asked.")).TryHold(out _));
        Assert.Contains("a synchronous program would not be told", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public static async Task TheHolderOnAnotherHostIsListed()
    {
        var lifeline = new Lifeline(new LifelineOptions { Name = "listed", IsSameCommand = _ => false, Scope = LifelineScope.CurrentUser, SharedLock = () => new FakeLock(_ => throw new IOException("no route")) { Holder = _elsewhere } });
        Assert.Equal([_elsewhere], await lifeline.ListAsync(TestContext.Current.CancellationToken));
        var result = await lifeline.TerminateAsync(TestContext.Current.CancellationToken);
        Assert.Same(_elsewhere, result.HolderElsewhere);
        Assert.Empty(result.Processes);
    }

    [Fact]
    public static async Task ALockThatCannotBeMadeIsAnErrorWithItsCause()
    {
        var self = Environment.GetCommandLineArgs();
        var asked = 0;
        var lifeline = new Lifeline(new LifelineOptions { Name = "unmade", IsSameCommand = _ => asked++ == 0 || self.Length == 0, Scope = LifelineScope.CurrentUser, SharedLock = () => throw new IOException("no route") });
        var exception = await Assert.ThrowsAsync<LifelineException>(() => lifeline.RunAsync(_ => throw new InvalidOperationException("It ran."), TestContext.Current.CancellationToken));
        Assert.Equal("It cannot be told whether another host runs unmade, since its shared lock cannot be made: no route", exception.Message);
    }

    [Fact]
    public static async Task ATerminationReportsWhatItEndedWhereTheLockCannotBeMade()
    {
        var lifeline = new Lifeline(new LifelineOptions { Name = "listed", IsSameCommand = _ => false, Scope = LifelineScope.CurrentUser, SharedLock = () => throw new IOException("no route") });
        Assert.Null((await lifeline.TerminateAsync(TestContext.Current.CancellationToken)).HolderElsewhere);
    }

    private static void Fail() => throw new InvalidOperationException("It was lost.");

    private static Task Lose(FakeLease lease)
    {
        lease.Lose();
        return Task.CompletedTask;
    }

    private static Task<LifelineResult> Run(Func<CancellationToken, Task<SharedLease?>> tryAcquire, Func<CancellationToken, Task> action, Action<LifelineEvent>? onEvent = null, LifelineProcess? holder = null) =>
        Create(tryAcquire, onEvent, holder: holder).RunAsync(action, TestContext.Current.CancellationToken);

    // A lifeline of its own for each test: within a process, a name and a predicate are one.
    private static Lifeline Create(Func<CancellationToken, Task<SharedLease?>> tryAcquire, Action<LifelineEvent>? onEvent = null, bool standsBy = false, LifelineProcess? holder = null, TimeSpan? answerTimeout = null)
    {
        var self = Environment.GetCommandLineArgs();
        var asked = 0;
        return new Lifeline(new LifelineOptions
        {
            Name = "shared",
            // Of this process, which is asked about first.
            IsSameCommand = _ => asked++ == 0 || self.Length == 0,
            Scope = LifelineScope.CurrentUser,
            SharedLock = () => new FakeLock(tryAcquire, answerTimeout) { Holder = holder },
            StandsBy = standsBy,
            OnEvent = onEvent,
        });
    }

    /// <summary>A lock whose engine does not answer, and that waits as locks do by default.</summary>
    private sealed class MuteLock : SharedLock
    {
        public override string Engine => "the engine";

        public override TimeSpan AnswerTimeout => TimeSpan.FromMilliseconds(100);

        public override async ValueTask<SharedLease?> TryAcquireAsync(CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return null;
        }
    }
}
