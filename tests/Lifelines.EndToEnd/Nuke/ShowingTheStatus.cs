using System.Text.RegularExpressions;

namespace Lifelines.EndToEnd.Nuke;

public static class ShowingTheStatus
{
    [Theory]
    [InlineData("my-app:status")]
    [InlineData("my-app-status")]
    [InlineData("MyAppStatus")]
    public static async Task NothingRunningIsExitCode3(string target)
    {
        using var build = new TestBuild();
        var status = build.StartVariant("status", target);
        Assert.Equal(3, await status.WaitForExit());
        Assert.Contains("No my-app:lifeline is running", TestBuild.PlainText(status.Output), StringComparison.Ordinal);
    }

    [Fact]
    public static async Task WhatRunsIsATable()
    {
        using var build = new TestBuild();
        var worker = build.StartVariant("status", "my-app-lifeline", "--no-logo");
        _ = await worker.WaitForLine("working as");
        var status = build.StartVariant("status", "my-app:status");
        Assert.Equal(0, await status.WaitForExit());
        var output = TestBuild.PlainText(status.Output);
        Assert.Matches(@"PID +USER +STARTED +CPU +MEMORY +COMMAND\n", output);
        Assert.Matches($@"\n{worker.Id} +{Regex.Escape(Environment.UserName)} +\d{{4}}-\d\d-\d\d \d\d:\d\d:\d\d [+-]\d\d:\d\d +0:00:0\d +\d+\.\d MB +{Regex.Escape(build.Program)} my-app-lifeline --no-logo\n", output);
    }

    [Fact]
    public static async Task HelpListsItOnlyIfTheBuildAskedForIt()
    {
        using var build = new TestBuild();
        var help = build.StartVariant("status", "--help");
        Assert.Equal(0, await help.WaitForExit());
        Assert.Matches("myapp:status *\n    Shows any running my-app:lifeline", TestBuild.PlainText(help.Output));
        Assert.DoesNotContain(":status", (await build.Run("--help")).Output, StringComparison.Ordinal);
    }
}
