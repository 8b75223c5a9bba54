using System.Text.RegularExpressions;

namespace Lifelines.EndToEnd.Nuke;

/// <summary>The options of a lifeline, in a build.</summary>
public static class LimitingWorkers
{
    [Theory]
    [InlineData("hanging-lifeline", 70, "hanging:lifeline is silent and is told to end", "silent last-sign=")]
    [InlineData("silent-lifeline", 70, "silent:lifeline is silent and is told to end", "silent")]
    [InlineData("long-lifeline", 124, "long:lifeline has run for as long as it may", "ran-too-long")]
    public static async Task AWorkerEndsWithTheExitCodeOfWhatItDidForTooLong(string target, int exitCode, string line, string end)
    {
        using var build = new TestBuild();
        var worker = build.StartVariant("pulse", target);
        Assert.Equal(exitCode, await worker.WaitForExit());
        var output = TestBuild.PlainText(worker.Output);
        Assert.Contains(line, output, StringComparison.Ordinal);
        Assert.Matches($"lifeline={Regex.Escape(target.Replace('-', ':'))} pid={worker.Id} ran=[0-9.]+ end={end}", output);
    }

    [Fact]
    public static async Task TheEventsAreTold()
    {
        using var build = new TestBuild();
        var worker = build.StartVariant("pulse", "long-lifeline");
        _ = await worker.WaitForExit();
        Assert.Equal("event Started, event RanTooLong, event RanTooLong", string.Join(", ", TestBuild.PlainText(worker.Output).Split('\n').Where(line => line.StartsWith("event ", StringComparison.Ordinal))));
    }

    [Fact]
    public static async Task AnActionThatFailsAtOnceKeepsItsProcessAndTheStatusSaysWhy()
    {
        using var build = new TestBuild();
        var worker = build.StartVariant("pulse", "failing-lifeline");
        _ = await worker.WaitForLine("starts again at");
        var status = build.StartVariant("pulse", "failing-status");
        Assert.Equal(0, await status.WaitForExit());
        Assert.Matches($@"\npid {worker.Id} has failed and starts again at \d{{4}}-\d\d-\d\d \d\d:\d\d:\d\d [+-]\d\d:\d\d: InvalidOperationException: the action failed\n", TestBuild.PlainText(status.Output));
        var terminate = build.StartVariant("pulse", "failing-terminate");
        Assert.Equal(0, await terminate.WaitForExit());
        Assert.Contains(" stopped after ", TestBuild.PlainText(terminate.Output), StringComparison.Ordinal);
        _ = await worker.WaitForExit();
    }
}
