namespace Lifelines.EndToEnd.Nuke;

public static class RunningBesideOthers
{
    [Theory]
    [InlineData("appname-lifeline")]
    [InlineData("appname-run")]
    public static async Task AWorkerStartsWhileAnotherTargetOfTheRootRuns(string target)
    {
        using var build = new TestBuild();
        var other = build.StartVariant("logging", "work");
        _ = await other.WaitForLine("work has begun");
        _ = await build.StartWorker(target);
        Assert.False(other.HasExited);
    }

    [Theory]
    [InlineData("logging", 0, "appname-terminate")]
    [InlineData("status", 0, "my-app-terminate")]
    [InlineData("status", 3, "my-app-status")]
    public static async Task WhereNothingRunsTheAnswerComesWhileAnotherTargetRuns(string variant, int exitCode, params string[] arguments)
    {
        using var build = new TestBuild();
        _ = await build.StartVariant("logging", "work").WaitForLine("work has begun");
        var answer = build.StartVariant(variant, arguments);
        Assert.True(exitCode == await answer.WaitForExit(), answer.Output);
        Assert.Contains("is running", answer.Output, StringComparison.Ordinal);
    }

    [Fact]
    public static async Task TwoLifelinesOfABuildStartAtOnce()
    {
        using var build = new TestBuild();
        for (var round = 0; round < 5; round++)
        {
            var ticks = new[] { "my-app-lifeline", "twitter-daemon-lifeline", "appname-lifeline" }.Select(target => build.Start(target)).ToList();
            Assert.True(0 == await ticks[0].WaitForExit(), ticks[0].Output);
            Assert.True(0 == await ticks[1].WaitForExit(), ticks[1].Output);
            _ = await ticks[2].WaitForLine("working as");
            Assert.Equal(0, (await build.Terminate("appname-terminate")).ExitCode);
        }
    }

    [Theory]
    [InlineData("appname-lifeline")]
    [InlineData("other", "appname-lifeline")]
    public static async Task AWorkerKeepsNoWarningsAndTheLoggerOfTheBuild(params string[] arguments)
    {
        using var build = new TestBuild();
        var worker = build.StartVariant("logging", arguments);
        _ = await worker.WaitForLine("working as");
        Assert.Contains("0 warnings are kept", worker.Output, StringComparison.Ordinal);
        Assert.Contains("own: a warning", worker.Output, StringComparison.Ordinal);
        Assert.Equal(200, worker.Output.Split("a warning").Length - 1);
        var (exitCode, output) = await build.Run("other");
        Assert.True(exitCode == 0, output);
    }

    [Fact]
    public static async Task OtherTargetsHaveTheirLogFile()
    {
        using var build = new TestBuild();
        Assert.Equal(0, await build.StartVariant("logging", "other").WaitForExit());
        Assert.Contains("other has worked", await File.ReadAllTextAsync(Path.Combine(build.Root, ".nuke", "temp", "build.log"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
