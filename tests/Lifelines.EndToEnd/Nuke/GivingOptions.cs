namespace Lifelines.EndToEnd.Nuke;

public static class GivingOptions
{
    [Theory]
    [InlineData("my-app-run", "--skip")]
    [InlineData("my-app:run", "--skip")]
    [InlineData("my-app-lifeline", "--skip")]
    [InlineData("my-app:lifeline", "--skip")]
    [InlineData("my-app-lifeline", "--skip", "my-app:run")]
    [InlineData("my-app-run", "my-app:run")]
    [InlineData("my-app-run", "--strict")]
    [InlineData("my-app:lifeline", "--strict")]
    [InlineData("my-app-lifeline", "my-app-terminate", "--strict")]
    [InlineData("my-app-run", "twitter-daemon-run")]
    public static async Task TheActionRuns(params string[] arguments)
    {
        using var build = new TestBuild();
        var (exitCode, output) = await build.Run(arguments);
        Assert.True(exitCode == 0, output);
        Assert.Single(output.Split('\n'), line => line.EndsWith("my-app has worked", StringComparison.Ordinal));
    }

    [Fact]
    public static async Task WithSkipThePrerequisitesAreLeftOut()
    {
        using var build = new TestBuild();
        var worker = await build.StartWorker("appname-lifeline", "--skip");
        Assert.DoesNotContain("prepared", worker.Output, StringComparison.Ordinal);
        Assert.Equal((0, ""), await build.Run("appname-lifeline", "--skip"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("ungated")]
    public static async Task ATerminationAndTheLifelineTogetherRestartIt(string? variant)
    {
        using var build = new TestBuild();
        var worker = await build.StartWorker();
        var next = build.StartVariant(variant, "appname-terminate", "appname-lifeline", "--grace-period", "600");
        _ = await next.WaitForLine("working as");
        Assert.Equal(0, await worker.WaitForExit());
        Assert.Contains($"pid {worker.Id} ", next.Output, StringComparison.Ordinal);
        Assert.Equal((0, ""), await build.Run("appname-lifeline"));
    }

    [Theory]
    [InlineData("my-app-run")]
    [InlineData("my-app-lifeline", "--skip")]
    public static async Task APrerequisiteMayBeATargetOfAComponent(params string[] arguments)
    {
        using var build = new TestBuild();
        var run = build.StartVariant("component", arguments);
        Assert.True(0 == await run.WaitForExit(), run.Output);
        Assert.Contains("has worked", run.Output.Split('\n'));
        Assert.Equal(arguments.Length == 1, run.Output.Split('\n').Contains("prepared"));
    }

    /// <summary>As NUKE does, in a browser.</summary>
    [Theory]
    [InlineData("appname-lifeline --plan")]
    [InlineData("--plan --target my-app-run")]
    [InlineData("--plan")]
    public static async Task ThePlanIsShownAndNothingRuns(string arguments)
    {
        using var build = new TestBuild();
        var browser = Path.Combine(build.Root, "xdg-open");
        await File.WriteAllTextAsync(browser, "#!/bin/sh\n", TestContext.Current.CancellationToken);
        Shell.Run("chmod", "+x", browser);
        var plan = build.StartBy($"PATH=$PWD:$PATH exec \"$0\" {arguments}");
        Assert.True(0 == await plan.WaitForExit(), plan.Output);
        Assert.DoesNotContain("work", plan.Output, StringComparison.Ordinal);
        var page = await File.ReadAllTextAsync(Path.Combine(build.Root, ".nuke", "temp", "execution-plan.html"), TestContext.Current.CancellationToken);
        Assert.Contains("appname:lifeline", page, StringComparison.Ordinal);
        Assert.Contains("myapp:run", page, StringComparison.Ordinal);
    }
}
