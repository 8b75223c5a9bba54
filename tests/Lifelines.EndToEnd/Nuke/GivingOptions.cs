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
}
