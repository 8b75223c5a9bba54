namespace Lifelines.EndToEnd.Nuke;

public static class MakingMistakes
{
    [Theory]
    [InlineData("AttributeMissing", "Put [LifelineTargets] above it.")]
    [InlineData("NameTwice", "The lifelines my-app:lifeline and My:App:lifeline have the same name")]
    [InlineData("NameOfATarget", "The targets MyAppRun and myapp:run have the same name")]
    [InlineData("NameLikeALifeline", "The target ExtendLifeline is spelled like the lifeline")]
    [InlineData("NameLikeARestart", "The target MyAppRestart is spelled like the restart of a lifeline")]
    [InlineData("ForeignRun", "What is to be appname:run is not a target of this build. Pass a target property")]
    [InlineData("ForeignPrerequisite", "A prerequisite of appname:run is not a target of this build. Pass target properties")]
    [InlineData("ForeignComponent", "The class ForeignComponent does not have the component IPrepare. Add it to its interfaces.")]
    public static async Task AMistakeInTheBuildIsNamed(string mistake, string message)
    {
        using var build = new TestBuild();
        var child = build.StartVariant(mistake, "other");
        Assert.NotEqual(0, await child.WaitForExit());
        Assert.Contains(message, TestBuild.PlainText(child.Output), StringComparison.Ordinal);
    }
}
