namespace Lifelines.Nuke.Tests;

public static class ReadingNukeCommandLines
{
    [Theory]
    [InlineData("", "")]
    [InlineData("a", "a")]
    [InlineData("a b --c d", "a b")]
    [InlineData("--c d a", "")]
    [InlineData("--target a", "a")]
    [InlineData("-target a b --c", "a b")]
    [InlineData("--TARGET a", "a")]
    [InlineData("--tar-get a", "a")]
    [InlineData("x --target a", "a")]
    [InlineData("--target a --target b", "b")]
    [InlineData("--target", "")]
    [InlineData("x --target", "")]
    [InlineData("--target=a", "")]
    [InlineData("a+b", "a b")]
    [InlineData("--target a+b", "a b")]
    [InlineData("a --help", "")]
    [InlineData("a --verbosity verbose --plan", "")]
    public static void TheInvokedTargetsAreThoseThatNukeInvokes(string arguments, string targets) =>
        Assert.Equal(Split(targets), NukeCommandLine.InvokedTargets(Split(arguments)));

    [Theory]
    [InlineData("a", null)]
    [InlineData("a --grace-period 30", 30)]
    [InlineData("a --GracePeriod 0", 0)]
    [InlineData("a --grace-period=30", 30)]
    [InlineData("a --grace-period:30 --no-logo", 30)]
    [InlineData("a --grace-period=30 --graceperiod 40", 40)]
    [InlineData("a --graceperiod 40 --grace-period=30", 30)]
    [InlineData("a graceperiod=30", null)]
    public static void TheGracePeriodIsInSeconds(string arguments, int? seconds) =>
        Assert.Equal(seconds, (int?)NukeCommandLine.GracePeriod(Split(arguments))?.TotalSeconds);

    [Theory]
    [InlineData("a --grace-period")]
    [InlineData("a --grace-period=")]
    [InlineData("a --grace-period=3 4")]
    [InlineData("a --grace-period 3s")]
    [InlineData("a --grace-period 3 4")]
    public static void OneThatIsNoneIsAnError(string arguments) =>
        Assert.Contains("takes a number of seconds", Assert.Throws<FormatException>(() => NukeCommandLine.GracePeriod(Split(arguments))).Message, StringComparison.Ordinal);

    private static string[] Split(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
