namespace Lifelines.EndToEnd.Nuke;

/// <summary>Two builds whose programs have the same name, as nearly all have.</summary>
public static class TerminatingInTwoRoots
{
    private const string Engine = "NUKE Execution Engine";

    [Fact]
    public static async Task ANameThatThisBuildDoesNotDefineEndsNothingElsewhere()
    {
        using var build = new TestBuild();
        using var other = new TestBuild(name: Path.GetFileName(build.Program));
        var worker = await build.StartWorker();
        var terminate = other.StartVariant("status", "appname-terminate");
        Assert.Equal(255, await terminate.WaitForExit());
        Assert.Contains("Target with name 'appnameterminate' does not exist", terminate.Output, StringComparison.Ordinal);
        Assert.False(worker.HasExited);
    }

    [Fact]
    public static async Task ANameThatItDefinesIsTheMachines()
    {
        using var build = new TestBuild();
        using var other = new TestBuild(name: Path.GetFileName(build.Program));
        var worker = await build.StartWorker();
        var (exitCode, output) = await other.Terminate("appname-terminate");
        Assert.Equal(0, exitCode);
        Assert.Contains($"pid {worker.Id} ", output, StringComparison.Ordinal);
        Assert.Equal(0, await worker.WaitForExit());
    }

    [Fact]
    public static async Task WhatWasStartedFromThisRootIsEndedWithoutTheEngineWhichMayBeBusy()
    {
        using var build = new TestBuild();
        var folder = Directory.CreateDirectory(Path.Combine(build.Root, "earlier")).FullName;
        var earlier = Path.Combine(folder, Path.GetFileName(build.Program));
        _ = File.CreateSymbolicLink(earlier, build.Program);
        using var worker = Child.Start(new System.Diagnostics.ProcessStartInfo(earlier, ["appname-lifeline"]) { WorkingDirectory = build.Root });
        _ = await worker.WaitForLine("working as");
        var (exitCode, output) = await build.Terminate("appname-terminate");
        Assert.Equal(0, exitCode);
        Assert.DoesNotContain(Engine, output, StringComparison.Ordinal);
        Assert.Equal(0, await worker.WaitForExit());
    }
}
