using System.Diagnostics;
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
        var longestTick = TimeSpan.Zero;
        for (var round = 1; round <= 20; round++)
        {
            var restart = build.StartVariant("pulse", "my-app-restart");
            var start = Stopwatch.GetTimestamp();
            var ticks = new List<Child> { build.StartVariant("pulse", "my-app-lifeline") };
            await Eventually.IsTrue(() => Count(build, "ends") == round, () => restart.Output);
            ticks.Add(build.StartVariant("pulse", "my-app-lifeline"));
            ticks.Add(build.StartVariant("pulse", "my-app-lifeline"));
            await Eventually.IsTrue(() => worker.HasExited && Count(build, "begins") == round + 1, () => $"{restart.Output}\n{string.Join('\n', Read(build))}");
            List<Child> all = [restart, .. ticks];
            await Eventually.IsTrue(() => all.Count(child => child.HasExited) == 3 && all.Exists(IsWorking), () => string.Join('\n', all.Select(child => $"{child.Id} {child.HasExited} {child.Output}")));
            longestTick = Stopwatch.GetElapsedTime(start) > longestTick ? Stopwatch.GetElapsedTime(start) : longestTick;
            worker = all.Single(IsWorking);
            foreach (var tick in ticks.Where(tick => tick.HasExited))
            {
                // One that has not decided yet is terminated with the old worker.
                Assert.Contains(await tick.WaitForExit(), (int[])[0, 143]);
            }
        }

        var gaps = FindGaps(build);
        var text = string.Join(", ", gaps.Order().Select(gap => gap.ToString("0.00", CultureInfo.InvariantCulture)));
        TestContext.Current.TestOutputHelper!.WriteLine($"nobody worked for {text} s; a round took at most {longestTick}");
        Assert.Equal(20, gaps.Count);

        // Or, on a machine that is busy with other tests, less than such a round takes there.
        Assert.True(gaps.Max() < Math.Max(2, longestTick.TotalSeconds), $"nobody worked for {text} s");

        static bool IsWorking(Child child) => !child.HasExited && child.Output.Contains("working as", StringComparison.Ordinal);
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

        Assert.Equal(3, FindGaps(build).Count);
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

    private static int Count(TestBuild build, string what) => Read(build).Count(line => line.EndsWith(what, StringComparison.Ordinal));

    /// <summary>How long nobody worked, each time; fails if two did at once.</summary>
    private static List<double> FindGaps(TestBuild build)
    {
        var gaps = new List<double>();
        var (before, end) = ("", 0.0);
        foreach (var line in Read(build))
        {
            var (time, what) = (double.Parse(line.Split(' ')[0], CultureInfo.InvariantCulture), line.Split(' ')[2]);
            Assert.NotEqual(before, what);
            if (what == "begins" && before.Length > 0)
                gaps.Add(time - end);

            (before, end) = (what, time);
        }

        return gaps;
    }
}
