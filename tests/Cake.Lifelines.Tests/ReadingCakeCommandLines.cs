using Lifelines;

namespace Cake.Lifelines.Tests;

public static class ReadingCakeCommandLines
{
    [Theory]
    [InlineData("", "")]
    [InlineData("build.cake", "")]
    [InlineData("--target=a:b", "a:b")]
    [InlineData("--target a:b", "a:b")]
    [InlineData("--target:a:b", "a:b")]
    [InlineData("build.cake --verbosity=quiet --Target a --no-report", "a")]
    [InlineData("-t a", "a")]
    [InlineData("-t=a", "a")]
    [InlineData("--target=a --target=b", "a b")]
    [InlineData("--target", "")]
    [InlineData("a", "")]
    [InlineData("--targets=a", "")]
    [InlineData("--target=a --description", "")]
    [InlineData("--tree --target=a", "")]
    [InlineData("--target=a --dryrun", "")]
    [InlineData("--target=a --dryrun=false", "a")]
    [InlineData("--target=a --exclusive", "a")]
    public static void TheInvokedTasksAreThoseThatTheScriptIsTold(string arguments, string targets) =>
        Assert.Equal(Split(targets), CakeCommandLine.InvokedTargets(Split(arguments)));

    [Theory]
    [InlineData("--dryrun --target=a", true)]
    [InlineData("build.cake --whatif", true)]
    [InlineData("--DryRun", false)]
    [InlineData("--dryrun=false", false)]
    [InlineData("-- --dryrun", false)]
    [InlineData("--tree", true)]
    [InlineData("--description", true)]
    [InlineData("--target=a", false)]
    public static void AListIsSureOnlyAsCakeSpellsIt(string arguments, bool isSure) =>
        Assert.Equal(isSure, CakeCommandLine.IsSurelyListing(Split(arguments)));

    [Theory]
    [InlineData("--target=a:terminate", null)]
    [InlineData("--target=a:terminate --grace-period=30", 30)]
    [InlineData("--grace-period 0 --target=a:terminate", 0)]
    public static void TheGracePeriodIsInSeconds(string arguments, int? seconds) =>
        Assert.Equal(seconds, (int?)CakeCommandLine.GracePeriod(Split(arguments))?.TotalSeconds);

    [Theory]
    [InlineData("--grace-period=soon")]
    [InlineData("--grace-period=-1")]
    [InlineData("--grace-period --target=a")]
    [InlineData("--grace-period=1 --grace-period=2")]
    [InlineData("--grace-period")]
    public static void AnythingElseIsAnError(string arguments) =>
        Assert.Contains("takes a number of seconds", Assert.Throws<FormatException>(() => CakeCommandLine.GracePeriod(Split(arguments))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("", null)]
    [InlineData("[Settings]\nVerbosity=quiet", null)]
    [InlineData("[Lifelines]\nScope=CurrentUser", "CurrentUser")]
    [InlineData("; ours\r\n[lifelines]\r\n scope = CurrentUser\r\n", "CurrentUser")]
    [InlineData("Lifelines_Scope=Machine", "Machine")]
    [InlineData("[Lifelines]\nScope=\"CurrentUser\"", "CurrentUser")]
    [InlineData("[Lifelines]\n;Scope=CurrentUser", null)]
    [InlineData("[Lifelines]\n[Other]\nScope=CurrentUser", null)]
    public static void TheScopeStandsInASectionOfTheConfiguration(string text, string? scope) =>
        Assert.Equal(scope, CakeConfigurationFile.Value(text, CakeConfigurationFile.ScopeKey));

    private static string[] Split(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
