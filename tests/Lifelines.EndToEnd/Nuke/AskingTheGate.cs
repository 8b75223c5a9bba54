using Lifelines.Nuke;

namespace Lifelines.EndToEnd.Nuke;

/// <summary>As a small program asks it, for a build program that it may start or not.</summary>
public static class AskingTheGate
{
    [Theory]
    [InlineData(true, "appname-lifeline")]
    [InlineData(true, "--no-logo", "--target", "AppName:Lifeline")]
    [InlineData(false, "appname-lifeline", "stubborn-lifeline")]
    [InlineData(false, "stubborn-lifeline", "appname-lifeline")]
    [InlineData(false, "appname-lifeline", "other")]
    [InlineData(false, "appname-lifeline", "--verbosity", "Verbose")]
    [InlineData(false, "appname-lifeline", "--help")]
    [InlineData(false, "appname-run")]
    [InlineData(false, "appname-terminate")]
    [InlineData(false)]
    public static async Task AStartIsRedundantIfEachTargetIsALifelineThatRuns(bool isRedundant, params string[] arguments)
    {
        using var build = new TestBuild();
        Assert.False(LifelineGate.IsRedundant($"/srv/app/{Path.GetFileName(build.Program)}", arguments));
        _ = await build.StartWorker();
        Assert.Equal(isRedundant, LifelineGate.IsRedundant($"/srv/app/{Path.GetFileName(build.Program)}", arguments));
        Assert.False(LifelineGate.IsRedundant("/srv/app/otherbuild", arguments));
    }
}
