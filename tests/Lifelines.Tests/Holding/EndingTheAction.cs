using Lifelines.Holding;

namespace Lifelines.Tests.Holding;

public static class EndingTheAction
{
    [Fact]
    public static async Task WithoutASignalItIsCompleted() =>
        Assert.Equal(LifelineOutcome.Completed, await Run(_ => Task.CompletedTask));

    [Fact]
    public static async Task ACancellationThatNoSignalCausedComesThrough() =>
        await Assert.ThrowsAsync<OperationCanceledException>(() => Run(_ => throw new OperationCanceledException()));

    [Fact]
    public static async Task NoTaskIsAnError() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => Run(_ => null!));

    private static Task<LifelineOutcome> Run(Func<CancellationToken, Task> action) =>
        Holder.RunAsync(action, new FakeClock(), () => throw new InvalidOperationException("no signal came"), TestContext.Current.CancellationToken);
}
