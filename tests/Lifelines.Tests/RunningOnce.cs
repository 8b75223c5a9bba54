namespace Lifelines.Tests;

public static class RunningOnce
{
    [Fact]
    public static void ANullActionIsAnError() =>
        Assert.Throws<ArgumentNullException>(() => { _ = new Lifeline().RunAsync(null!, TestContext.Current.CancellationToken); });
}
