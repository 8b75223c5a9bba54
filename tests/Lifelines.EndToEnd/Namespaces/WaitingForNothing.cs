using System.Diagnostics;

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
        await AssertFails(3, new ProcessStartInfo(Worker.Program, [verb, .. verb == "terminate" ? ["1"] : Array.Empty<string>(), .. worker.Arguments().Skip(1)]));
    }

    [Theory]
    [InlineData("appname-lifeline")]
    [InlineData("appname-terminate")]
    public static async Task SoItIsForABuild(string target)
    {
        using var build = new Nuke.TestBuild();
        await AssertFails(255, new ProcessStartInfo(build.Program, [target]) { WorkingDirectory = build.Root });
    }

    [Fact]
    public static async Task AndForTheLauncherWhichLeavesTheAnswerToTheBuild()
    {
        using var build = new Scripts.PretendedBuild();
        build.WriteProgram($"{Scripts.PretendedBuild.Built}/_build", $"exec '{Path.Combine(AppContext.BaseDirectory, "testbuild")}' \"$@\"");
        await AssertFails(255, new ProcessStartInfo(build.Copy.Script, ["appname-lifeline"]));
    }

    private static async Task AssertFails(int exitCode, ProcessStartInfo command)
    {
        var startInfo = new ProcessStartInfo("unshare", ["--pid", "--mount", "--fork", "--mount-proc", "--kill-child", "bash", "-c",
            "sleep 600 & f=$(mktemp -u) && mkfifo $f && mount --bind $f /proc/$!/cmdline && rm $f; echo hangs $!; \"$@\"; echo ended with $?", "bash",
            command.FileName, .. command.ArgumentList])
        { WorkingDirectory = command.WorkingDirectory };
        using var child = Child.Start(startInfo);
        var pid = (await child.WaitForLine("hangs ")).Split(' ')[1];
        _ = await child.WaitForLine($"ended with {exitCode}");
        Assert.Contains($"Process {pid} could not be read within 5 seconds", child.Output, StringComparison.Ordinal);
    }
}
