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

        (exitCode, output) = await folder.Run("--tree");
        Assert.True(exitCode == 0, output);
        Assert.Matches(@"appname:run\s+└─environment", output);
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
        Assert.Equal(1, exitCode);
        Assert.Contains("watched:lifeline is running.", output, StringComparison.Ordinal);

        var worker = folder.Cake("--target=watched:lifeline");
        _ = await worker.WaitForLine("watched:run");
        (exitCode, output) = await folder.Run("--target=watched:status");
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
    public async Task AnyTaskCanBeGuarded()
    {
        var worker = await folder.StartWorker("--target=nightly");
        var (exitCode, output) = await folder.Run("--target=nightly");
        Assert.Equal(0, exitCode);
        Assert.DoesNotContain("working at night", output, StringComparison.Ordinal);
        worker.Dispose();
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

        var terminate = folder.Start(program, "--target=appname:terminate");
        Assert.Equal(0, await terminate.WaitForExit());
        Assert.Contains($"pid {worker.Id} ", terminate.Output, StringComparison.Ordinal);
        Assert.Equal(0, await worker.WaitForExit());
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
