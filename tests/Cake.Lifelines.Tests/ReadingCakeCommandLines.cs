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

    private static string[] Split(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
