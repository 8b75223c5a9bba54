namespace Lifelines.Tests;

/// <summary>As in a container. Needs root.</summary>
public static class RunningInPidNamespaces
{
    private const string InContainer = "exec unshare --pid --fork --mount-proc --kill-child \"$@\"";

    [Fact]
    public static async Task TheContainerDoesNotSeeTheHost()
    {
        using var worker = new Worker();
        _ = await worker.StartHolder();
        _ = await worker.StartBy(InContainer).WaitForLine("running");
    }

    [Fact]
    public static async Task TheHostSeesTheContainer()
    {
        using var worker = new Worker();
        _ = await worker.StartBy(InContainer).WaitForLine("running");
        var second = worker.Start();
        Assert.Equal(0, await second.WaitForExit());
        Assert.Equal("yielded", second.Output);
    }

    [Fact]
    public static async Task TheHostsProcessListInAContainerIsAnError()
    {
        using var worker = new Worker();
        var child = worker.StartBy("exec unshare --pid --fork --kill-child \"$@\"");
        Assert.Equal(3, await child.WaitForExit());
        Assert.Contains("belongs to another PID namespace", child.Output, StringComparison.Ordinal);
    }
}
