namespace Lifelines.EndToEnd.Cake;

public sealed class RunningTheScript(CakeFolder folder) : IClassFixture<CakeFolder>, IDisposable
{
    public void Dispose() => folder.EndAll();

    [Fact]
    public static void TheReadmeShowsTheScript() =>
        Assert.Contains($"```csharp\n{CakeFolder.Sample}```", File.ReadAllText(Path.Combine(Repository.Root, "README.md")), StringComparison.Ordinal);

    [Fact]
    public void TheAddinBringsWhatItNeeds()
    {
        Assert.Superset(new HashSet<string> { "README.md", "lib/net10.0/Cake.Lifelines.dll", "lib/net10.0/Lifelines.dll" }, folder.Packages.List("Cake.Lifelines").ToHashSet());
        Assert.DoesNotContain(folder.Packages.Metadata("Cake.Lifelines").Descendants(), element => element.Name.LocalName == "dependency");
    }

    [Fact]
    public async Task TheTasksAreListed()
    {
        var (exitCode, output) = await folder.Run("--description");
        Assert.True(exitCode == 0, output);
        Assert.Matches(@"appname:lifeline +A lifeline for executing", output);
        Assert.Matches(@"appname:run +Runs \w+appname:run", output);
        Assert.Matches(@"appname:terminate +Terminates any running", output);
        Assert.DoesNotContain("appname-", output, StringComparison.Ordinal);

        (exitCode, output) = await folder.Run("--tree");
        Assert.True(exitCode == 0, output);
        Assert.Matches(@"appname:lifeline\s+└─\w+appname:run\s+└─environment", output);
    }

    [Fact]
    public async Task OfSeveralTicksOneWorksAndTheOthersAreSilent()
    {
        var worker = await folder.StartWorker("--target=appname:lifeline");
        Assert.Contains("the environment is ready", worker.Output, StringComparison.Ordinal);
        foreach (var arguments in (string[][])[["--target=appname:lifeline"], ["--target", "appname-lifeline"], ["-t", "AppName:Lifeline"], ["-t=appname:lifeline"]])
        {
            Assert.Equal((0, ""), await folder.Run([.. arguments, "--verbosity=quiet", "--no-report"]));
        }

        var (exitCode, output) = await folder.Run("--target=appname:lifeline", "--verbosity=verbose");
        Assert.Equal(0, exitCode);
        Assert.Matches(@"appname:lifeline is already running: pid \d+ \(user \S+, since .*\): .*Cake.dll .*--target=\w+appname:lifeline", output);
        Assert.DoesNotContain("the environment is ready", output, StringComparison.Ordinal);
        await AssertTerminates(worker);
    }

    [Fact]
    public async Task CakeRunsAllInOneGoAndSaysSo()
    {
        var (exitCode, output) = await folder.Run("--target=once-lifeline");
        Assert.Equal(0, exitCode);
        foreach (var line in (string[])["the script is set up", "the script is torn down", "once has worked"])
            Assert.Equal(2, output.Split(line).Length);

        Assert.Matches(@"(?s)once has worked.*Task +Duration +Status.*once-run +[\d:.]+ +Succeeded.*once-lifeline", output);
    }

    [Fact]
    public async Task TheLauncherAnswersWhatIsRedundant()
    {
        _ = await folder.StartWorker("--target=appname:lifeline");
        foreach (var (exitCode, arguments) in ((int, string)[])
        [
            (0, "--target=appname:lifeline"),
            (0, "--target appname-lifeline --verbosity=quiet --no-report"),
            (0, "build.cake -t=AppName-Lifeline --settings_enablescriptcache=true"),
            (1, "--target=appname:lifeline --target=once:lifeline"),
            (1, "--target=appname:lifeline --verbosity=verbose"),
            (1, "--target=appname:lifeline -v d"),
            (1, "--target=appname:lifeline --tree"),
            (1, "--target=appname:lifeline --lifelines_scope=CurrentUser"),
            (1, "elsewhere/build.cake --target=appname:lifeline"),
            (1, "--target=once:lifeline"),
            (1, "--target=appname:run"),
            (1, "--target=appname:terminate"),
            (1, ""),
        ])
            Assert.Equal((arguments, exitCode, ""), (arguments, (await Launch(arguments)).ExitCode, (await Launch(arguments)).Output));
    }

    [Fact]
    public async Task TheLauncherReadsTheScopeThatCakeReads()
    {
        Assert.Equal((1, ""), await Launch("--target=appname:lifeline"));
        var configuration = Path.Combine(folder.Root, "cake.config");
        try
        {
            await File.WriteAllTextAsync(configuration, "[Lifelines]\nScope=CurrentUser\n", TestContext.Current.CancellationToken);
            _ = await folder.StartWorker("--target=appname:lifeline");
            Assert.Equal((0, ""), await Launch("--target=appname:lifeline"));
            await File.WriteAllTextAsync(configuration, "[Lifelines]\nScope=Nonsense\n", TestContext.Current.CancellationToken);
            Assert.Equal((1, ""), await Launch("--target=appname:lifeline"));
            var (exitCode, output) = await folder.Run("--target=appname:lifeline");
            Assert.Equal(1, exitCode);
            Assert.Contains("Lifelines_Scope is \"Nonsense\" in Cake's configuration", output, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(configuration);
        }
    }

    [Fact]
    public async Task TwoLifelinesOfOneScriptRunBesideEachOther()
    {
        var worker = await folder.StartWorker("--target=appname:lifeline");
        var (exitCode, output) = await folder.Run("--target=once:lifeline");
        Assert.Equal(0, exitCode);
        Assert.Contains("once has worked", output, StringComparison.Ordinal);
        await AssertTerminates(worker);
    }

    [Fact]
    public async Task AKilledWorkerIsReplacedAndRunIsNotGuarded()
    {
        var worker = await folder.StartWorker("--target=appname:lifeline");
        worker.Dispose();
        worker = await folder.StartWorker("--target=appname-lifeline");
        var run = await folder.StartWorker("--target=appname:run");
        await AssertTerminates(worker);
        Assert.False(run.HasExited);
        run.Dispose();
    }

    [Fact]
    public async Task TheStatusIsATableOrAFailure()
    {
        var (exitCode, output) = await folder.Run("--target=watched-status");
        Assert.Equal(3, exitCode);
        Assert.Matches(@"No \w+watched-lifeline is running\.", output);

        var worker = folder.Cake("--target=watched:lifeline");
        _ = await worker.WaitForLine("watched:run");
        (exitCode, output) = await folder.Run("--target=watched:status", "--verbosity=quiet");
        Assert.True(exitCode == 0, output);
        Assert.Matches(@"PID +USER +STARTED +CPU +MEMORY +COMMAND\n\d+ .* MB +\S*dotnet .*--target=\w+watched:lifeline", output);
        worker.Dispose();
    }

    [Fact]
    public async Task AFailingActionIsAFailure()
    {
        var (exitCode, output) = await folder.Run("--target=failing:lifeline");
        Assert.Equal(1, exitCode);
        Assert.Contains("the action failed", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARestartTakesTheWorkersPlace()
    {
        var worker = folder.Cake("--target=watched:lifeline");
        _ = await worker.WaitForLine("watched:run");
        var next = folder.Cake("--target=watched-restart");
        _ = await next.WaitForLine("watched-run");
        Assert.Matches(@"watched-lifeline: pid \d+ .* stopped after", next.Output);
        Assert.Equal(2, next.Output.Split("the script is set up").Length);
        _ = await worker.WaitForExit();
        Assert.Equal((0, ""), await Launch("--target=watched:lifeline"));
        next.Dispose();
    }

    [Theory]
    [InlineData("normal")]
    [InlineData("quiet")]
    public async Task AWorkerThatRunsTooLongSaysSoAtAnyVerbosityAndEndsWithTheExitCodeOfThat(string verbosity)
    {
        var (exitCode, output) = await folder.Run("--target=limited:lifeline", $"--verbosity={verbosity}");
        Assert.Equal(124, exitCode);
        Assert.Contains("has run for as long as it may", output, StringComparison.Ordinal);
        Assert.Contains("end=ran-too-long", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ATaskIsGuardedWithItsPrerequisites()
    {
        var worker = folder.Cake("--target=nightly");
        _ = await worker.WaitForLine("working at night");
        Assert.Contains("the environment is ready", worker.Output, StringComparison.Ordinal);
        var (exitCode, output) = await folder.Run("--target=Nightly", "--verbosity=verbose");
        Assert.Equal(0, exitCode);
        Assert.Matches(@"nightly is already running: pid \d+", output);
        Assert.DoesNotContain("the environment is ready", output, StringComparison.Ordinal);
        Assert.DoesNotContain("working at night", output, StringComparison.Ordinal);

        (exitCode, output) = await folder.Run("--target=hourly");
        Assert.Equal(0, exitCode);
        Assert.Contains("working this hour", output, StringComparison.Ordinal);

        (exitCode, output) = await folder.Run("--target=former");
        Assert.Equal(0, exitCode);
        Assert.Contains("this process holds", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheGracePeriodIsSaidAsOnNuke()
    {
        var worker = folder.Cake("--target=watched:lifeline");
        _ = await worker.WaitForLine("watched:run");
        var (exitCode, output) = await folder.Run("--target=watched-terminate", "--grace-period", "soon");
        Assert.Equal(1, exitCode);
        Assert.Contains("--grace-period takes a number of seconds, such as --grace-period 30, and not \"soon\".", output, StringComparison.Ordinal);

        (exitCode, output) = await folder.Run("--target=watched-terminate", "--grace-period=30");
        Assert.True(exitCode == 0, output);
        Assert.Matches(@"watched-lifeline: pid \d+ ", output);
        _ = await worker.WaitForExit();
    }

    [Fact]
    public async Task TheToolInAFolderOfItsOwnIsOneProcess()
    {
        Shell.Run("dotnet", "tool", "install", "cake.tool", "--version", "7.0.0", "--tool-path", Path.Combine(folder.Root, "cake-tool"));
        var program = Path.Combine(folder.Root, "cake-tool", "dotnet-cake");
        var worker = folder.Start(program, "--target=appname:lifeline");
        _ = await worker.WaitForLine("working");
        var second = folder.Start(program, "--target=appname:lifeline", "--verbosity=quiet", "--no-report");
        Assert.Equal(0, await second.WaitForExit());
        Assert.Equal("", second.Output);

        // To the wrapped tool and to the launcher, too, it is Cake.
        Assert.Equal((0, ""), await folder.Run("--target=appname:lifeline", "--verbosity=quiet", "--no-report"));
        Assert.Equal((0, ""), await Launch("--target=appname:lifeline"));

        var terminate = folder.Start(program, "--target=appname:terminate");
        Assert.Equal(0, await terminate.WaitForExit());
        Assert.Contains($"pid {worker.Id} ", terminate.Output, StringComparison.Ordinal);
        Assert.Equal(0, await worker.WaitForExit());
    }

    private async Task<(int ExitCode, string Output)> Launch(string arguments)
    {
        var launcher = folder.Launcher(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return (await launcher.WaitForExit(), launcher.Output);
    }

    /// <summary>The child ends, and the wrapper with it.</summary>
    private async Task AssertTerminates(Child worker)
    {
        var (exitCode, output) = await folder.Run("--target=appname:terminate");
        Assert.True(exitCode == 0, output);
        Assert.Contains("stopped after", output, StringComparison.Ordinal);
        Assert.DoesNotContain($"pid {worker.Id} ", output, StringComparison.Ordinal);
        Assert.Equal(0, await worker.WaitForExit());
        Assert.Contains("cleaned up", worker.Output, StringComparison.Ordinal);
    }
}
