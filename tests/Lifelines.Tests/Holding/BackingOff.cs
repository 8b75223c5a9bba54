using Lifelines.Holding;

namespace Lifelines.Tests.Holding;

[Collection(nameof(StopSign))]
public static class BackingOff
{
    [Fact]
    public static async Task AnActionThatFailsAtOnceIsStartedLaterEachTime()
    {
        var clock = new FakeClock();
        var starts = new List<double>();
        using var cancelled = new CancellationTokenSource();
        var end = Create(clock).RunAsync(Fail, cancelled.Token);
        MoveTo(clock, 239);
        Assert.Equal([0, 60, 180], starts);
        MoveTo(clock, 3 * 3600);
        Assert.Equal([0, 1, 3, 7, 15, 31, 63, 123], starts.Select(seconds => seconds / 60));
        await cancelled.CancelAsync();
        _ = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => end);

        Task<Ending> Fail()
        {
            starts.Add(clock.GetElapsedTime(0).TotalSeconds);
            throw new TimeoutException("late");
        }
    }

    [Theory]
    [InlineData("0", "1")]
    [InlineData("59,59,59,59,59,59,59,59,59", "1,2,4,8,16,32,60,60,60")]
    [InlineData("60", "0")]
    [InlineData("599,599", "0,0")]
    [InlineData("0,0,599,0", "1,2,2,4")]
    [InlineData("0,0,600,0", "1,2,0,1")]
    [InlineData("86400,86400", "0,0")]
    public static void TheWaitDependsOnHowLongItRan(string secondsRun, string minutesWaited)
    {
        var backOff = Create(new FakeClock());
        Assert.Equal(minutesWaited, string.Join(',', secondsRun.Split(',').Select(seconds => backOff.FindWait(TimeSpan.FromSeconds(int.Parse(seconds))).TotalMinutes)));
    }

    [Fact]
    public static void TheWaitStaysTheLongestHoweverOftenItFails()
    {
        var backOff = Create(new FakeClock());
        var waits = Enumerable.Range(0, 10_000).Select(_ => backOff.FindWait(TimeSpan.Zero)).ToList();
        Assert.Equal(TimeSpan.FromHours(1), waits[^1]);
    }

    [Fact]
    public static async Task AllSeeWhyAndUntilWhen()
    {
        var clock = new FakeClock();
        var (told, shown) = (new List<string>(), new List<string>());
        var run = 0;
        var end = Create(clock, told, shown).RunAsync(() => run++ == 0 ? throw new TimeoutException("late") : Task.FromResult(new Ending(LifelineOutcome.Completed)), TestContext.Current.CancellationToken);
        Assert.Equal(["cleaned up", "late 60"], told);
        Assert.Equal(["late 60"], shown);
        clock.Advance(60);
        Assert.Equal(LifelineOutcome.Completed, (await end).Outcome);
        Assert.Empty(shown);
    }

    [Fact]
    public static async Task WhatFailsWhenItWasToldToStopIsNotStartedAgain()
    {
        var sign = new StopSign(_ => new MemoryStream());
        _ = await Assert.ThrowsAsync<TimeoutException>(() => Create(new FakeClock(), sign: sign).RunAsync(FailWhenStopped, TestContext.Current.CancellationToken));

        Task<Ending> FailWhenStopped()
        {
            sign.Show();
            throw new TimeoutException("late");
        }
    }

    [Fact]
    public static async Task WhatFailsWhenItsCallerHasCancelledIsNotStartedAgain()
    {
        var told = new List<string>();
        using var cancelled = new CancellationTokenSource();
        _ = await Assert.ThrowsAsync<TimeoutException>(() => Create(new FakeClock(), told).RunAsync(FailWhenCancelled, cancelled.Token));
        Assert.Empty(told);

        Task<Ending> FailWhenCancelled()
        {
            cancelled.Cancel();
            throw new TimeoutException("late");
        }
    }

    [Fact]
    public static async Task AStopDuringTheCleanUpIsHeeded()
    {
        var clock = new FakeClock();
        var sign = new StopSign(_ => new MemoryStream());
        var told = new List<string>();
        var runs = 0;
        var ending = await Create(clock, told, sign: sign, onCleanUp: () => sign.Show()).RunAsync(FailAfterAMinute, TestContext.Current.CancellationToken);
        Assert.Equal((LifelineOutcome.Stopped, 1), (ending.Outcome, runs));
        Assert.Equal(["cleaned up"], told);

        // It would be started again at once.
        Task<Ending> FailAfterAMinute()
        {
            runs++;
            clock.Advance(60);
            throw new TimeoutException("late");
        }
    }

    private static void MoveTo(FakeClock clock, double seconds)
    {
        while (clock.GetElapsedTime(0).TotalSeconds < seconds)
            clock.Advance(1);
    }

    private static BackOff Create(FakeClock clock, List<string>? told = null, List<string>? shown = null, StopSign? sign = null, Action? onCleanUp = null)
    {
        return new BackOff(clock, sign ?? new StopSign(_ => new MemoryStream()), new RetryEvents(CleanUp, (failure, next) => told?.Add(Text(failure, next)), Show));

        Task CleanUp()
        {
            told?.Add("cleaned up");
            onCleanUp?.Invoke();
            return Task.CompletedTask;
        }

        IDisposable Show(Exception failure, DateTimeOffset next, TimeSpan wait)
        {
            shown?.Add(Text(failure, next));
            return new Shown(() => shown?.Clear());
        }

        static string Text(Exception failure, DateTimeOffset next) => $"{failure.Message} {next.ToUnixTimeSeconds()}";
    }

    private sealed class Shown(Action hide) : IDisposable
    {
        public void Dispose() => hide();
    }
}
