namespace Lifelines.EndToEnd.Namespaces;

/// <summary>The kernel reads a command under a lock of the process's memory: one that hangs while it holds it is simulated by a pipe that nobody writes to.</summary>
[Needs("root", "namespaces")]
public static class WaitingForNothing
{
    [Theory]
    [InlineData("work")]
    [InlineData("terminate")]
    [InlineData("list")]
    public static async Task AProcessThatCannotBeReadIsAnErrorThatNamesIt(string verb)
    {
        using var worker = new Worker();
        var arguments = worker.Arguments().Skip(1);
        var child = worker.Add(Child.Start("unshare", ["--pid", "--mount", "--fork", "--mount-proc", "--kill-child", "bash", "-c",
            "sleep 600 & f=$(mktemp -u) && mkfifo $f && mount --bind $f /proc/$!/cmdline && rm $f; echo hangs $!; \"$@\"; echo ended with $?", "bash",
            Worker.Program, verb, .. verb == "terminate" ? ["1"] : Array.Empty<string>(), .. arguments]));
        var pid = (await child.WaitForLine("hangs ")).Split(' ')[1];
        _ = await child.WaitForLine("ended with 3");
        Assert.Contains($"Process {pid} could not be read within 5 seconds", child.Output, StringComparison.Ordinal);
    }
}
