namespace Lifelines.EndToEnd.Nuke;

public static class RunningOnce
{
    [Theory]
    [InlineData("appname-lifeline")]
    [InlineData("appname:lifeline")]
    [InlineData("AppName-Lifeline", "--no-logo")]
    [InlineData("appnamelifeline")]
    [InlineData("--target", "appname:lifeline")]
    [InlineData("-target", "appname-lifeline")]
    [InlineData("--verbosity", "quiet", "--target", "appname-lifeline")]
    public static async Task TheSecondIsSilent(params string[] arguments)
    {
        using var build = new TestBuild();
        var worker = await build.StartWorker("appname:lifeline", "--no-logo");
        Assert.Equal((0, ""), await build.Run(arguments));
        Assert.False(worker.HasExited);
    }

    [Fact]
    public static async Task TheSecondLeavesNoTraceInTheFolder()
    {
        using var build = new TestBuild();
        _ = await build.StartWorker();
        var before = Files();
        Assert.Equal((0, ""), await build.Run("appname-lifeline"));
        Assert.Equal(before, Files());

        string[] Files() => [.. Directory.GetFileSystemEntries(build.Root, "*", SearchOption.AllDirectories).Order().Select(path => $"{path} {File.GetLastWriteTimeUtc(path):O}")];
    }

    [Theory]
    [InlineData("my-app-lifeline", "appname-lifeline")]
    [InlineData("appname-lifeline", "my-app-lifeline")]
    public static async Task OfSeveralTheFreeOneRuns(params string[] targets)
    {
        using var build = new TestBuild();
        _ = await build.StartWorker();
        var (exitCode, output) = await build.Run(targets);
        Assert.Equal(0, exitCode);
        Assert.Contains("my-app has worked", output, StringComparison.Ordinal);
        Assert.DoesNotContain("working as", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("ungated")]
    public static async Task AtVerbosityVerboseTheSecondSaysWhyItLeaves(string? variant)
    {
        using var build = new TestBuild();
        var worker = await build.StartWorker();
        var second = build.StartVariant(variant, "appname-lifeline", "--verbosity", "verbose");
        var (exitCode, output) = (await second.WaitForExit(), TestBuild.PlainText(second.Output));
        Assert.Equal(0, exitCode);
        Assert.Contains($"appname:lifeline is already running: pid {worker.Id} (user {Environment.UserName}, since ", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("> /dev/full")]
    [InlineData("> /dev/full 2>&1")]
    [InlineData("2> /dev/full")]
    [InlineData(">&-")]
    [InlineData("<&- >&- 2>&-")]
    public static async Task WhereNothingCanBeWrittenTheWorkerWorksAndExitCodesAreRight(string redirection)
    {
        using var build = new TestBuild();
        var worker = Start("appname-lifeline");
        await Eventually.IsTrue(() => worker.HasExited || File.Exists(Path.Combine(build.Root, ".nuke", "working")), () => worker.Output);
        Assert.Equal((0, ""), await build.Run("appname-lifeline"));
        Assert.Equal(0, await Start("appname-lifeline").WaitForExit());
        Assert.Equal(255, await Start("appname-terminate --grace-period soon").WaitForExit());
        Assert.Equal(0, await Start("appname-terminate --grace-period 600").WaitForExit());
        Assert.Equal(0, await worker.WaitForExit());
        Assert.DoesNotContain("   at ", worker.Output, StringComparison.Ordinal);
        Assert.Equal(0, await Start("appname-terminate").WaitForExit());

        Child Start(string arguments) => build.StartBy($"exec \"$0\" {arguments} {redirection}");
    }

    [Fact]
    public static async Task WithoutTheGateTheConditionDecides()
    {
        using var build = new TestBuild();
        var worker = build.StartVariant("ungated", "appname-lifeline");
        _ = await worker.WaitForLine("working as");
        var second = build.StartVariant("ungated", "appname-lifeline");
        Assert.Equal(0, await second.WaitForExit());
        Assert.DoesNotContain("prepared", second.Output, StringComparison.Ordinal);
        Snapshot.Match(TestBuild.Summary(TestBuild.PlainText(second.Output)));
    }

    [Theory]
    [InlineData("other")]
    [InlineData("my-app-lifeline")]
    [InlineData("my-app-run")]
    [InlineData("--help")]
    [InlineData("other", "appname-lifeline")]
    public static async Task OtherTargetsRunBesideTheWorker(params string[] arguments)
    {
        using var build = new TestBuild();
        _ = await build.StartWorker();
        var (exitCode, output) = await build.Run(arguments);
        Assert.True(exitCode == 0, output);
    }

    [Fact]
    public static async Task ABuildThatSkippedTheLifelineAndGoesOnIsNoWorker()
    {
        using var build = new TestBuild();
        var worker = build.StartVariant("status", "my-app-lifeline");
        _ = await worker.WaitForLine("working as");
        var other = build.StartVariant("status", "my-app-lifeline", "stay");
        _ = await other.WaitForLine("staying");
        worker.Signal("KILL");
        _ = await worker.WaitForExit();
        _ = await build.StartVariant("status", "my-app-lifeline").WaitForLine("working as");
        Assert.False(other.HasExited);
    }

    [Fact]
    public static async Task ABuildThatHasOtherTargetsToRunFirstHoldsTheLifelineFromItsStart()
    {
        using var build = new TestBuild();
        var first = build.StartVariant("status", "stay", "my-app-lifeline");

        // NUKE orders independent targets itself: it may begin with the lifeline.
        await Eventually.IsTrue(() => first.Output.Contains("staying", StringComparison.Ordinal) || first.Output.Contains("working as", StringComparison.Ordinal), () => first.Output);
        var second = build.StartVariant("status", "my-app-lifeline");
        Assert.Equal(0, await second.WaitForExit());
        Assert.Equal("", second.Output);

        // And it is the lifeline's worker for a termination, too, whatever target it has come to.
        Assert.Equal(0, await build.StartVariant("status", "my-app-terminate", "--grace-period", "0").WaitForExit());
        _ = await first.WaitForExit();
    }

    [Fact]
    public static async Task RunIsNotGuarded()
    {
        using var build = new TestBuild();
        var runs = new[] { await build.StartWorker("appname:run"), await build.StartWorker("appname-run"), await build.StartWorker("appname-lifeline") };
        Assert.All(runs, run => Assert.False(run.HasExited));
        var (exitCode, output) = await build.Terminate("appname-terminate");
        Assert.Equal(0, exitCode);
        Assert.Contains($"pid {runs[2].Id} ", output, StringComparison.Ordinal);
        Assert.False(runs[0].HasExited);
        Assert.False(runs[1].HasExited);
    }

    [Theory]
    [InlineData(2, 5)]
    [InlineData(5, 3)]
    [InlineData(20, 2)]
    public static async Task EveryHerdEndsWithExactlyOneWorker(int copies, int rounds)
    {
        using var build = new TestBuild();
        var herd = new Herd([build.Program, "appname-lifeline"], "working as", build.Root);
        for (var round = 0; round < rounds; round++)
            Assert.Equal(1, await herd.Run(copies));
    }

    [Fact]
    public static async Task OfManyFirstTicksOneWorksAndNoneFails()
    {
        using var build = new TestBuild();
        for (var round = 0; round < 3; round++)
        {
            var ticks = Enumerable.Range(0, 8).Select(_ => build.Start("appname-lifeline")).ToList();
            await Eventually.IsTrue(
                () => ticks.Count(tick => tick.HasExited) == 7 && ticks.Any(tick => tick.Output.Contains("working as", StringComparison.Ordinal)),
                () => string.Join('\n', ticks.Select(tick => $"{tick.Id} {tick.HasExited} {tick.Output}")));
            foreach (var tick in ticks.Where(tick => tick.HasExited))
            {
                Assert.Equal(0, await tick.WaitForExit());
                Assert.Equal("", tick.Output);
            }

            Assert.Equal(0, (await build.Terminate("appname-terminate")).ExitCode);
        }
    }
}
