using System.Globalization;

namespace Lifelines.EndToEnd.Nuke;

public static class Restarting
{
    [Fact]
    public static async Task ItTakesThePlaceOfWhatRunsWhileTicksRace()
    {
        using var build = new TestBuild();
        var worker = build.StartVariant("pulse", "my-app-lifeline");
        _ = await worker.WaitForLine("working as");
        var isOver = false;
        for (var round = 1; round <= 20; round++)
        {
            isOver = false;
            var ticks = Task.WhenAll(TickUntilOver(), TickUntilOver());
            var restart = build.StartVariant("pulse", "my-app-restart");
            await Eventually.IsTrue(() => worker.HasExited && CountBegins(build) == round + 1, () => $"{restart.Output}\n{string.Join('\n', Read(build))}");
            isOver = true;
            var started = await ticks;
            worker = Assert.Single(started.Append(restart), child => child.Output.Contains("working as", StringComparison.Ordinal));
        }

        AssertNeverTwoAndNoGap(build, TimeSpan.FromSeconds(2));

        async Task<Child> TickUntilOver()
        {
            while (true)
            {
                var tick = build.StartVariant("pulse", "my-app-lifeline");
                await Eventually.IsTrue(() => tick.HasExited || tick.Output.Contains("working as", StringComparison.Ordinal), () => tick.Output);
                if (!tick.HasExited || isOver)
                    return tick;

                // One that has not decided yet is terminated as well.
                Assert.Contains(await tick.WaitForExit(), (int[])[0, 143]);
            }
        }
    }

    [Theory]
    [InlineData("my-app:restart")]
    [InlineData("my-app-restart")]
    [InlineData("MyAppRestart")]
    public static async Task WhereNothingRunsItBecomesTheWorker(string target)
    {
        using var build = new TestBuild();
        var restart = build.StartVariant("pulse", target);
        _ = await restart.WaitForLine("working as");
        Assert.Contains("No my-app:lifeline is running", TestBuild.PlainText(restart.Output), StringComparison.Ordinal);
        var tick = build.StartVariant("pulse", "my-app-lifeline");
        Assert.Equal(0, await tick.WaitForExit());
        Assert.Equal("", tick.Output);
        var status = build.StartVariant("pulse", "my-app-status");
        Assert.Equal(0, await status.WaitForExit());
        Assert.Contains($"\n{restart.Id} ", TestBuild.PlainText(status.Output), StringComparison.Ordinal);
        var terminate = build.StartVariant("pulse", "my-app-terminate");
        Assert.Equal(0, await terminate.WaitForExit());
        Assert.Equal(0, await restart.WaitForExit());
    }

    [Fact]
    public static async Task TwoAtOnceLeaveOne()
    {
        using var build = new TestBuild();
        var worker = build.StartVariant("pulse", "my-app-lifeline");
        _ = await worker.WaitForLine("working as");
        for (var round = 0; round < 3; round++)
        {
            var restarts = new[] { build.StartVariant("pulse", "my-app-restart"), build.StartVariant("pulse", "my-app-restart") };
            await Eventually.IsTrue(
                () => worker.HasExited && restarts.Count(restart => restart.HasExited) == 1 && restarts.Any(restart => !restart.HasExited && restart.Output.Contains("working as", StringComparison.Ordinal)),
                () => string.Join('\n', restarts.Select(restart => $"{restart.Id} {restart.HasExited} {restart.Output}")));
            worker = restarts.Single(restart => !restart.HasExited);
        }

        AssertNeverTwoAndNoGap(build, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public static async Task HelpListsItOnlyIfTheBuildAskedForIt()
    {
        using var build = new TestBuild();
        var help = build.StartVariant("pulse", "--help");
        Assert.Equal(0, await help.WaitForExit());
        Assert.Matches("myapp:restart +-> myapp:run\n    Terminates any running my-app:lifeline and takes its place", TestBuild.PlainText(help.Output));
        Assert.DoesNotContain(":restart", (await build.Run("--help")).Output, StringComparison.Ordinal);
    }

    private static string[] Read(TestBuild build) => File.ReadAllLines(Path.Combine(build.Root, ".nuke", "work"));

    private static int CountBegins(TestBuild build) => Read(build).Count(line => line.EndsWith("begins", StringComparison.Ordinal));

    private static void AssertNeverTwoAndNoGap(TestBuild build, TimeSpan longest)
    {
        var before = "";
        var end = double.NaN;
        foreach (var line in Read(build))
        {
            var (time, what) = (double.Parse(line.Split(' ')[0], CultureInfo.InvariantCulture), line.Split(' ')[2]);
            Assert.NotEqual(before, what);
            Assert.False(time - end > longest.TotalSeconds, $"nobody worked for {time - end} s before {line}");
            (before, end) = (what, what == "ends" ? time : double.NaN);
        }
    }
}
