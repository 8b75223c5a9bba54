namespace Lifelines.EndToEnd.Nuke;

public static class RunningATargetOfTheBuild
{
    [Theory]
    [InlineData("prepared, has worked", "my-app-run")]
    [InlineData("prepared, has worked", "my-app-lifeline")]
    [InlineData("prepared, has worked", "MyApp:Run")]
    [InlineData("has worked", "my-app-lifeline", "--skip")]
    [InlineData("prepared, has worked, deployed", "deploy")]
    [InlineData("prepared, has worked, deployed", "deploy", "my-app-run")]
    [InlineData("prepared, has worked, deployed", "deploy", "--strict")]
    [InlineData("prepared, has worked", "my-app-lifeline", "--strict")]
    [InlineData("prepared, checked, has worked, announced", "announce", "my-app-run", "check")]
    [InlineData("prepared, checked, has worked, announced", "announce", "my-app-lifeline", "check")]
    [InlineData("prepared, checked, has worked, announced", "announce", "my-app-lifeline", "check", "--strict")]
    [InlineData("checked, announced", "announce", "check")]
    public static async Task ItRunsWithItsPrerequisitesAndWhatDependsOnIt(string lines, params string[] arguments)
    {
        using var build = new TestBuild();
        var run = build.StartVariant("ownrun", arguments);
        Assert.True(0 == await run.WaitForExit(), run.Output);
        Assert.Equal(lines, string.Join(", ", run.Output.Split('\n').Where(line => line is "prepared" or "checked" or "has worked" or "deployed" or "announced")));
    }

    [Fact]
    public static async Task HelpShowsItByItsNameInTheLifeline()
    {
        using var build = new TestBuild();
        var help = build.StartVariant("ownrun", "--help");
        Assert.Equal(0, await help.WaitForExit());
        var output = TestBuild.PlainText(help.Output);
        Assert.Matches(@"myapp:run +-> Prepare\n +Does the work", output);
        Assert.Matches("Deploy +-> myapp:run", output);
        Assert.DoesNotContain("  Work", output, StringComparison.Ordinal);
    }
}
