using Lifelines.EndToEnd.Nuke;

namespace Lifelines.EndToEnd.Scripts;

public sealed class CallingBuildPs1(RepositoryCopy copy, PowerShellTool powerShell) : IClassFixture<RepositoryCopy>, IClassFixture<PowerShellTool>
{
    [Fact]
    public async Task TheFirstCallBuildsAndHelpListsTheTargets()
    {
        foreach (var file in new[] { "current", "launcher", "launcher.dll" }.Select(name => Path.Combine(copy.Root, "build", "bin", name)).Where(File.Exists))
            File.Delete(file);

        var (exitCode, output) = await Run("--help");
        Assert.True(exitCode == 0, output);
        Assert.StartsWith("build.ps1: built with ", output, StringComparison.Ordinal);
        Assert.Contains($"{copy.Lifeline}:lifeline", output, StringComparison.Ordinal);

        (exitCode, output) = await Run("--help");
        Assert.Equal(0, exitCode);
        Assert.DoesNotContain("build.ps1: built", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheWorkerRunsOnceIsBackAfterAKillAndEndsWhenTerminated()
    {
        var worker = await StartWorker();
        Assert.Equal((0, ""), await Run($"{copy.Lifeline}:lifeline"));
        Shell.Kill(FindWorker());
        Assert.Equal(137, await worker.WaitForExit());

        worker = await StartWorker();
        Assert.Equal((0, ""), await Run($"{copy.Lifeline}-lifeline"));
        var pid = FindWorker();
        var (exitCode, output) = await Run($"{copy.Lifeline}-terminate", "--grace-period", "600");
        Assert.True(exitCode == 0, output);
        Assert.Matches($"pid {pid} .* stopped after", output);
        Assert.Equal(0, await worker.WaitForExit());
        Assert.Contains("Worker stopped", worker.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheExitCodeIsTheBuilds()
    {
        var (exitCode, output) = await Run("nope");
        Assert.Equal(255, exitCode);
        Assert.Contains("Target with name 'nope' does not exist", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ABuildThatFailsSaysWhyButEndsAWorker()
    {
        var worker = await StartWorker();
        var source = await File.ReadAllTextAsync(copy.Worker, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(copy.Worker, source + "class {", TestContext.Current.CancellationToken);
        try
        {
            var (exitCode, output) = await Run($"{copy.Lifeline}-lifeline");
            Assert.Equal(1, exitCode);
            Assert.Contains("build.ps1: the build program cannot be built:", output, StringComparison.Ordinal);
            Assert.Contains("Worker.cs", output, StringComparison.Ordinal);

            (exitCode, output) = await Run($"{copy.Lifeline}-terminate", "--grace-period", "600");
            Assert.True(exitCode == 0, output);
            Assert.StartsWith("build.ps1: the build program cannot be built now, so what was built last does this.\n", output, StringComparison.Ordinal);
            Assert.Equal(0, await worker.WaitForExit());
        }
        finally
        {
            await File.WriteAllTextAsync(copy.Worker, source, TestContext.Current.CancellationToken);
        }
    }

    private Child Start(params string[] arguments) =>
        copy.StartBy(powerShell.Program, ["-NoProfile", "-File", Path.Combine(copy.Root, "build.ps1")], arguments);

    private async Task<(int ExitCode, string Output)> Run(params string[] arguments)
    {
        var child = Start(arguments);
        return (await child.WaitForExit(), TestBuild.PlainText(child.Output));
    }

    private async Task<Child> StartWorker()
    {
        var child = Start($"{copy.Lifeline}-lifeline", "--interval", "0.1");
        _ = await child.WaitForLine("Heartbeat");
        return child;
    }

    private int FindWorker() =>
        ProcessList.Find(command => command is [var program, var target, ..] && target == $"{copy.Lifeline}-lifeline" && program.StartsWith(Path.Combine(copy.Root, "build", "bin"), StringComparison.Ordinal)).Single();
}
