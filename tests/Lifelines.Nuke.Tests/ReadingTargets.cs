namespace Lifelines.Nuke.Tests;

public static class ReadingTargets
{
    [Theory]
    [InlineData("appname:lifeline", "appname")]
    [InlineData("AppNameLifeline", "AppName")]
    [InlineData("app-name:life-line", "app-name")]
    [InlineData("lifeline", null)]
    [InlineData("-:lifeline", null)]
    [InlineData("appname", null)]
    [InlineData("appname:run", null)]
    public static void OnlyTheVerbBehindANameIsATargetOfALifeline(string target, string? name)
    {
        Assert.Equal(name is not null, LifelineName.TryParse(target, LifelineName.Lifeline, out var lifeline));
        Assert.Equal(name is null ? null : $"{name}:run", lifeline?.Display(LifelineName.Run));
    }

    [Theory]
    [InlineData(true, "app-name:lifeline")]
    [InlineData(true, "AppNameLifeline")]
    [InlineData(true, "other", "--target", "other+appname-lifeline")]
    [InlineData(false, "appname2-lifeline")]
    [InlineData(false, "other")]
    public static void EverySpellingIsTheSameCommand(bool isSame, params string[] arguments) =>
        Assert.Equal(isSame, LifelineName.Options("appname:lifeline", NukeCommandLine.InvokedTargets, new LifelineOptions()).IsSameCommand!(arguments));
}
