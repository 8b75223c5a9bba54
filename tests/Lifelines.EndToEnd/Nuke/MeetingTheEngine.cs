namespace Lifelines.EndToEnd.Nuke;

/// <summary>What users of a build with lifelines see of the engine itself: NUKE and the stand-in behave alike.</summary>
public static class MeetingTheEngine
{
    [Theory]
    [InlineData("appname-lifeline --verbosity nonsense")]
    [InlineData("appname-lifeline --host nonsense")]
    [InlineData("--root . other")]
    [InlineData("other", "HOST=nonsense")]
    [InlineData("other", "VERBOSITY=nonsense")]
    public static async Task AStartThatItCannotReadAborts(string arguments, string variable = "NOTHING=")
    {
        using var build = new TestBuild();
        var child = build.StartBy($"{variable} exec \"$0\" {arguments} 2>&1");
        Assert.Equal(134, await child.WaitForExit());
        Assert.DoesNotContain("work", child.Output.Split('\n'));
        Assert.DoesNotContain("working as", child.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10", "--interval", "abc")]
    [InlineData("2.5", "--interval", "2.5")]
    [InlineData("10")]
    public static async Task AParameterThatDoesNotParseIsAWarningAndKeepsItsDefault(string interval, params string[] arguments)
    {
        using var build = new TestBuild();
        var other = build.StartVariant("component", ["other", .. arguments]);
        Assert.Equal(0, await other.WaitForExit());
        var output = TestBuild.PlainText(other.Output);
        Assert.Contains($"interval {interval}", output.Split('\n'));
        Assert.Equal(arguments.Contains("abc"), output.Contains("[WRN]", StringComparison.Ordinal));
    }

    [Fact]
    public static async Task HelpHasAllParameters()
    {
        using var build = new TestBuild();
        var help = build.StartVariant("component", "--help");
        Assert.Equal(0, await help.WaitForExit());
        Assert.Equal(
            ["--interval", "--continue", "--help", "--host", "--no-logo", "--plan", "--profile", "--root", "--skip", "--target", "--verbosity"],
            TestBuild.PlainText(help.Output).Split('\n').Where(line => line.StartsWith("  --", StringComparison.Ordinal)).Select(line => line.Trim().Split(' ')[0]));
    }

    [Theory]
    [InlineData(true, "TERM=xterm-256color NO_COLOR=")]
    [InlineData(false, "TERM=xterm-256color NO_COLOR=1")]
    [InlineData(false, "TERM=dumb NO_COLOR=")]
    public static async Task ColoursGoIntoAPipeAndLeaveOurLinesWhole(bool hasColours, string variables)
    {
        using var build = new TestBuild();
        var terminate = build.StartBy($"{variables} exec \"$0\" my-app-terminate");
        Assert.Equal(0, await terminate.WaitForExit());
        var line = await terminate.WaitForLine("No my-app:lifeline is running");
        Assert.Equal(hasColours, line.Contains('\e', StringComparison.Ordinal));

        var worker = build.StartBy($"{variables} exec \"$0\" appname-lifeline");
        _ = await worker.WaitForLine($"appname:lifeline starts as pid {worker.Id}");
        _ = await worker.WaitForLine("working as");
        var second = build.StartBy($"{variables} TESTBUILD=ungated exec \"$0\" appname-lifeline --verbosity verbose");
        _ = await second.WaitForLine("appname:lifeline is already running: pid");
        Assert.Equal(0, await second.WaitForExit());
    }

    [Fact]
    public static async Task APrerequisiteThatIsInvokedItselfRunsThoughItsDependentIsSkipped()
    {
        using var build = new TestBuild();
        var worker = await build.StartWorker();
        var (exitCode, output) = await build.Run("prepare", "appname-lifeline");
        Assert.Equal(0, exitCode);
        Assert.Contains("prepared", output.Split('\n'));
        Assert.Contains("appname:run Skipped // Skipped: because of appname:lifeline", TestBuild.Summary(output).Split('\n'));
        Assert.False(worker.HasExited);
    }
}
