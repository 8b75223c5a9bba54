namespace Lifelines.EndToEnd.Nuke;

/// <summary>A lifeline that shares a lock with another machine.</summary>
public static class SharingALock
{
    [Fact]
    public static async Task WhatAnotherMachineHoldsIsSilentAndRunsNoPrerequisite()
    {
        using var build = new TestBuild();
        Assert.Equal((0, ""), await Run(build, "taken", "my-app-lifeline"));
    }

    [Fact]
    public static async Task AnEngineThatFailsIsAnErrorAndNothingRuns()
    {
        using var build = new TestBuild();
        var (exitCode, output) = await Run(build, null, "my-app-lifeline");
        Assert.Equal(255, exitCode);
        Assert.StartsWith("my-app:lifeline does not start, since the file cannot tell whether another host runs it:", output.Replace("myapp", "my-app", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("prepared", output, StringComparison.Ordinal);
    }

    [Fact]
    public static async Task ALossStopsTheActionWithATemporaryFailure()
    {
        using var build = new TestBuild();
        var worker = build.StartShared("free", "my-app-lifeline");
        _ = await worker.WaitForLine("working");
        Assert.Contains("prepared", worker.Output, StringComparison.Ordinal);
        Assert.Equal((0, ""), await Run(build, "free", "my-app-lifeline"));
        build.WriteLock("taken");
        Assert.Equal(75, await worker.WaitForExit());
    }

    [Fact]
    public static async Task StatusAndTerminateNameTheOtherMachine()
    {
        using var build = new TestBuild();
        var (exitCode, status) = await Run(build, "taken", "my-app-status");
        Assert.Equal(0, exitCode);
        Assert.Contains("812 on db2", status, StringComparison.Ordinal);
        (exitCode, var terminate) = await Run(build, "taken", "my-app-terminate");
        Assert.Equal(0, exitCode);
        Assert.Contains("my-app:lifeline runs on another host, where it was left alone: pid 812 on db2", terminate, StringComparison.Ordinal);
    }

    private static async Task<(int ExitCode, string Output)> Run(TestBuild build, string? state, string target)
    {
        var child = build.StartShared(state, target);
        return (await child.WaitForExit(), TestBuild.PlainText(child.Output));
    }
}
