namespace Lifelines.EndToEnd.Descendants;

public static class PayingNothing
{
    [Fact]
    [Needs("strace", "tracing")]
    public static async Task ARedundantStartLooksForNothingThatWorkersStarted()
    {
        using var worker = new Worker();
        _ = await worker.StartHolder();
        var traced = await Trace(worker);
        Assert.Contains("yielded", traced, StringComparison.Ordinal);
        Assert.Matches("/proc/[0-9]+/cmdline", traced);
        Assert.DoesNotMatch("/proc/[0-9]+/environ|/proc/[0-9]+/fd/999|/proc/[0-9]+/task/[0-9]+/stat|memfd_create\\(\"LIFELINE", traced);
    }

    [Fact]
    [Needs("strace", "tracing")]
    public static async Task AStartThatHoldsDoes()
    {
        using var worker = new Worker();
        var child = worker.Add(Child.Start("strace", ["-f", "-e", "trace=open,openat,readlink,memfd_create", Worker.Program, .. worker.Arguments()]));
        _ = await child.WaitForLine("running");
        Assert.Matches("/proc/[0-9]+/environ", child.Output);
        Assert.Matches("memfd_create\\(\"LIFELINE=1:", child.Output);
    }

    private static async Task<string> Trace(Worker worker)
    {
        var child = worker.Add(Child.Start("strace", ["-f", "-e", "trace=open,openat,readlink,memfd_create", Worker.Program, .. worker.Arguments()]));
        Assert.Equal(0, await child.WaitForExit());
        return child.Output;
    }
}
