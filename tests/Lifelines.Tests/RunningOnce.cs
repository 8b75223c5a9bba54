namespace Lifelines.Tests;

public static class RunningOnce
{
    [Fact]
    public static void ANullActionIsAnError()
    {
        _ = Assert.Throws<ArgumentNullException>(() => Lifeline.Run(null!));
        _ = Assert.Throws<ArgumentNullException>(() => { _ = Lifeline.RunAsync(null!); });
    }
}
