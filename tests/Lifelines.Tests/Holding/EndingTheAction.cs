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

    private static Task<LifelineOutcome> Run(Func<LifelineContext, CancellationToken, Task> action, bool handlesSignals = true, List<TimeSpan?>? shown = null) =>
        Holder.RunAsync(action, handlesSignals, new FakeClock(), new StopSign(timeout => Show(timeout, shown)), TestContext.Current.CancellationToken);

    private static MemoryStream Show(TimeSpan? timeout, List<TimeSpan?>? shown)
    {
        if (shown is null)
            throw new InvalidOperationException("no signal came");

        shown.Add(timeout);
        return new MemoryStream();
    }
}
