namespace Lifelines.EndToEnd.Nuke;

public static class InvokingTargets
{
    [Theory]
    [InlineData("my-app:run", "my-app")]
    [InlineData("my-app-run", "my-app")]
    [InlineData("myapp:run", "my-app")]
    [InlineData("MyAppRun", "my-app")]
    [InlineData("MY-APP:RUN", "my-app")]
    [InlineData("my-app:lifeline", "my-app")]
    [InlineData("my-app-lifeline", "my-app")]
    [InlineData("twitter:daemon:run", "twitter:daemon")]
    [InlineData("twitter:daemon-run", "twitter:daemon")]
    [InlineData("twitter-daemon-run", "twitter:daemon")]
    [InlineData("twitter:daemon:lifeline", "twitter:daemon")]
    [InlineData("Twitter:Daemon-Lifeline", "twitter:daemon")]
    [InlineData("twitter-daemon-lifeline", "twitter:daemon")]
    public static async Task EverySpellingRunsTheAction(string target, string lifeline)
    {
        using var build = new TestBuild();
        var (exitCode, output) = await build.Run(target);
        Assert.Equal(0, exitCode);
        Assert.Contains($"{lifeline} has worked", output, StringComparison.Ordinal);

        (exitCode, output) = await build.Run("--target", target, "--no-logo");
        Assert.Equal(0, exitCode);
        Assert.Contains($"{lifeline} has worked", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("my-app:terminate", "my-app:lifeline")]
    [InlineData("my-app-terminate", "my-app:lifeline")]
    [InlineData("twitter:daemon-terminate", "twitter:daemon:lifeline")]
    [InlineData("twitter-daemon-terminate", "twitter:daemon:lifeline")]
    public static async Task TerminatingNothingSaysSo(string target, string lifeline)
    {
        using var build = new TestBuild();
        var (exitCode, output) = await build.Run(target);
        Assert.Equal(0, exitCode);
        Assert.Contains($"No {lifeline} is running", output, StringComparison.Ordinal);
    }

    [Fact]
    public static async Task HelpListsTheTargetsAndTheirDependencies()
    {
        using var build = new TestBuild();
        var (exitCode, output) = await build.Run("--help");
        Assert.Equal(0, exitCode);
        Snapshot.Match(output[output.IndexOf("Targets (with", StringComparison.Ordinal)..output.IndexOf("Parameters:", StringComparison.Ordinal)]);
    }

    [Fact]
    public static async Task HelpIsShownWhileTheLifelineRuns()
    {
        using var build = new TestBuild();
        _ = await build.StartWorker();
        var (exitCode, output) = await build.Run("appname-lifeline", "--help");
        Assert.Equal(0, exitCode);
        Assert.Contains("appname:lifeline", output, StringComparison.Ordinal);
    }

    [Fact]
    public static async Task PrerequisitesRunFirst()
    {
        using var build = new TestBuild();
        var worker = await build.StartWorker();
        Assert.Contains("prepared\n", worker.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nope")]
    [InlineData("nope-lifeline")]
    [InlineData("nope-terminate")]
    public static async Task UnknownTargetsFail(string target)
    {
        using var build = new TestBuild();
        var (exitCode, output) = await build.Run(target);
        Assert.Equal(255, exitCode);
        Assert.Contains("does not exist. Available targets are:", output, StringComparison.Ordinal);
        Assert.Contains("  - appname:lifeline", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("failing-run")]
    [InlineData("failing-lifeline")]
    public static async Task AFailingActionFailsTheBuild(string target)
    {
        using var build = new TestBuild();
        var (exitCode, output) = await build.Run(target);
        Assert.Equal(255, exitCode);
        Assert.Contains("InvalidOperationException: the action failed", output, StringComparison.Ordinal);
        Assert.Equal("failing:run Failed (time) // InvalidOperationException: the action failed", TestBuild.Summary(output).Split('\n')[0]);
    }

    [Fact]
    public static async Task ALifelineThatTheCommandLineDoesNotNameDoesNotRun()
    {
        using var build = new TestBuild();
        var startInfo = new System.Diagnostics.ProcessStartInfo(build.Program) { WorkingDirectory = build.Root };
        startInfo.Environment["NUKE_TELEMETRY_OPTOUT"] = "1";
        startInfo.Environment["NUKE_TARGET"] = "my-app:lifeline";
        using var child = Child.Start(startInfo);
        Assert.Equal(255, await child.WaitForExit());
        Assert.Contains("cannot recognise this one as my-app:lifeline: its command line does not name it. Invoke it there", child.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("has worked", child.Output, StringComparison.Ordinal);
    }
}
