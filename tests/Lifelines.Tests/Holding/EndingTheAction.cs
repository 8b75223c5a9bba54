using Lifelines.Holding;

namespace Lifelines.Tests.Holding;

[Collection(nameof(StopSign))]
public static class EndingTheAction
{
    [Fact]
    public static async Task WithoutASignalItIsCompleted() =>
        Assert.Equal(LifelineOutcome.Completed, await Run((_, _) => Task.CompletedTask));

    [Fact]
    public static async Task ACancellationThatNoSignalCausedComesThrough() =>
        await Assert.ThrowsAsync<OperationCanceledException>(() => Run((_, _) => throw new OperationCanceledException()));

    [Fact]
    public static async Task NoTaskIsAnError() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => Run((_, _) => null!));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public static async Task AnActionThatSaysItWasToldToStopIsStopped(bool handlesSignals)
    {
        var shown = new List<TimeSpan?>();
        Assert.Equal(LifelineOutcome.Stopped, await Run(Stop, handlesSignals, shown));
        Assert.Equal([TimeSpan.FromSeconds(30)], shown);

        static Task Stop(LifelineContext context, CancellationToken token)
        {
            context.ReportStopping(TimeSpan.FromSeconds(30));
            return Task.CompletedTask;
        }
    }

    [Fact]
    public static async Task ThatItWasToldToStopIsShownUntilTheNextActionStarts()
    {
        var shown = new MemoryStream();
        var sign = new StopSign(_ => shown);
        _ = await Run((context, _) => Report(context), sign);
        Assert.True(shown.CanRead);
        _ = await Run((_, _) => Task.CompletedTask, sign);
        Assert.False(shown.CanRead);

        static Task Report(LifelineContext context)
        {
            context.ReportStopping(TimeSpan.FromSeconds(30));
            return Task.CompletedTask;
        }
    }

    [Fact]
    public static void ATimeToStopIsNotNegativeButMayHaveNoEnd()
    {
        var context = new LifelineContext();
        _ = Assert.Throws<ArgumentOutOfRangeException>(() => context.ReportStopping(TimeSpan.FromSeconds(-30)));
        Assert.Null(context.StopTimeout);
        context.ReportStopping(Timeout.InfiniteTimeSpan);
        Assert.Equal(Timeout.InfiniteTimeSpan, context.StopTimeout);
    }

    private static Task<LifelineOutcome> Run(Func<LifelineContext, CancellationToken, Task> action, bool handlesSignals = true, List<TimeSpan?>? shown = null) =>
        Run(action, new StopSign(timeout => Show(timeout, shown)), handlesSignals);

    private static async Task<LifelineOutcome> Run(Func<LifelineContext, CancellationToken, Task> action, StopSign sign, bool handlesSignals = true) =>
        (await Holder.RunAsync(action, handlesSignals, new FakeClock(), sign, watch: null, TestContext.Current.CancellationToken)).Outcome;

    private static MemoryStream Show(TimeSpan? timeout, List<TimeSpan?>? shown)
    {
        if (shown is null)
            throw new InvalidOperationException("no signal came");

        shown.Add(timeout);
        return new MemoryStream();
    }
}
