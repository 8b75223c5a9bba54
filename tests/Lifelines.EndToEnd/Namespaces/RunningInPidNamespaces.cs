namespace Lifelines.EndToEnd.Namespaces;

/// <summary>As in a container.</summary>
[Needs("namespaces")]
public static class RunningInPidNamespaces
{
    private static readonly string _inContainer = $"exec unshare {string.Join(' ', Needs.Namespaces)} --mount-proc \"$@\"";

    [Fact]
    public static async Task TheContainerDoesNotSeeTheHost()
    {
        using var worker = new Worker();
        _ = await worker.StartHolder();
        _ = await worker.StartBy(_inContainer).WaitForLine("running");
    }

    [Fact]
    public static async Task TheHostSeesTheContainer()
    {
        using var worker = new Worker();
        _ = await worker.StartBy(_inContainer).WaitForLine("running");
        var second = worker.Start();
        Assert.Equal(0, await second.WaitForExit());
        Assert.Equal("yielded", second.Output);
    }

    [Fact]
    public static async Task TheHostsProcessListInAContainerIsAnError()
    {
        using var worker = new Worker();
        var child = worker.StartBy($"exec unshare {string.Join(' ', Needs.Namespaces)} \"$@\"");
        Assert.Equal(3, await child.WaitForExit());
        Assert.Contains("belongs to another PID namespace", child.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public static async Task AsProcessOneItCleansUpWhenTerminated(bool isFromWithin)
    {
        using var worker = new Worker();
        using var marker = new Marker();
        var container = worker.StartBy($"{_inContainer} '{marker.File}'");
        _ = await container.WaitForLine("running");
        var terminate = isFromWithin ? TerminateFromWithin(worker, marker.File) : worker.Terminate(600, "default", marker.File);

        // The kernel kills what is left in a namespace with its process 1: the termination too, if it was there.
        var exitCode = await terminate.WaitForExit();
        Assert.Contains(exitCode, isFromWithin ? (int[])[0, 137] : [0]);
        Assert.Equal(0, await container.WaitForExit());
        Assert.True(marker.IsThere);
    }

    /// <summary>The kernel keeps SIGKILL from within from the first process of a namespace: pid_namespaces(7).</summary>
    [Theory]
    [InlineData(false, 0, " Killed ")]
    [InlineData(true, 1, " StillRunning ")]
    public static async Task AsProcessOneItCanBeKilledOnlyFromOutside(bool isFromWithin, int exitCode, string outcome)
    {
        using var worker = new Worker();
        _ = await worker.StartBy(_inContainer, "stubborn").WaitForLine("running");
        var terminate = isFromWithin ? TerminateFromWithin(worker, behaviour: "stubborn") : worker.Terminate(0, "stubborn");
        Assert.Equal(exitCode, await terminate.WaitForExit());
        Assert.Contains(outcome, terminate.Output, StringComparison.Ordinal);
    }

    /// <summary>What a SIGTERM does to the first process of a namespace that does not handle it depends on the kernel and on .NET; no termination says that it has succeeded while the process runs.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public static async Task AsProcessOneWithoutATokenItIsNotSaidToHaveEndedUnlessItHas(bool isFromWithin)
    {
        using var worker = new Worker();
        var container = worker.StartBy(_inContainer, "plain");
        _ = await container.WaitForLine("running");
        var terminate = isFromWithin ? TerminateFromWithin(worker, behaviour: "plain") : worker.Terminate(0, "plain");
        var exitCode = await terminate.WaitForExit();
        Assert.Contains(exitCode, (int[])[0, 1, 137]);
        if (exitCode == 1)
            Assert.Contains(" StillRunning ", terminate.Output, StringComparison.Ordinal);
        else
            _ = await container.WaitForExit();
    }

    private static Child TerminateFromWithin(Worker worker, string? file = null, string behaviour = "default") =>
        worker.Add(Child.Start("nsenter", ["--target", $"{worker.FindPid()}", .. Environment.IsPrivilegedProcess ? Array.Empty<string>() : ["--user", "--preserve-credentials"], "--pid", "--mount", "--root", "--wd", Worker.Program, "terminate", behaviour == "default" ? "600" : "0", .. worker.Arguments(behaviour, file).Skip(1)]));
}
