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

    /// <summary>As cron starts them; below a project, so that both engines write all their files.</summary>
    [Fact]
    public static async Task TwoLifelinesThatStartAtOnceBothHold()
    {
        using var build = new TestBuild(hasProject: true);
        for (var round = 0; round < 10; round++)
        {
            var workers = new[] { "appname-lifeline", "stubborn-lifeline" }.Select(target => build.Start(target)).ToList();
            foreach (var worker in workers)
                _ = await worker.WaitForLine("working as");

            Assert.Equal(0, (await build.Terminate("appname-terminate")).ExitCode);
            Assert.Equal(0, (await build.Run("stubborn-terminate", "--grace-period", "0")).ExitCode);
            Assert.Equal(0, await workers[0].WaitForExit());
            Assert.Equal(137, await workers[1].WaitForExit());
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
