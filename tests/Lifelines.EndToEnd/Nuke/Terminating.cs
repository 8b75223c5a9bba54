namespace Lifelines.EndToEnd.Nuke;

public static class Terminating
{
    [Theory]
    [InlineData("appname-terminate")]
    [InlineData("appname:terminate")]
    [InlineData("--target", "AppName-Terminate")]
    [InlineData("app-name:term-inate")]
    public static async Task TheWorkerCleansUpAndTheBuildSucceeds(params string[] arguments)
    {
        using var build = new TestBuild();
        var worker = await build.StartWorker();
        var (exitCode, output) = await build.Terminate(arguments);
        Assert.Equal(0, exitCode);
        Assert.Matches(@$"pid {worker.Id} \(user \S+, started .*, running for .*\) stopped after [\d.]+ s", output);
        Assert.Equal(0, await worker.WaitForExit());
        Assert.Contains("cleaned up", worker.Output, StringComparison.Ordinal);
        Assert.Contains("appname:run Succeeded", TestBuild.Summary(TestBuild.PlainText(worker.Output)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("appname-terminate")]
    [InlineData("appname:terminate")]
    [InlineData("appname-terminate", "--skip")]
    [InlineData("appname:terminate", "--skip")]
    public static async Task WithoutTheGateTheTargetDoesIt(params string[] arguments)
    {
        using var build = new TestBuild();
        var worker = await build.StartWorker();
        var terminate = build.StartVariant("ungated", [.. arguments, "--grace-period", "600"]);
        Assert.Equal(0, await terminate.WaitForExit());
        Assert.Contains($"pid {worker.Id} ", TestBuild.PlainText(terminate.Output), StringComparison.Ordinal);
        Assert.Equal(0, await worker.WaitForExit());
    }

    [Fact]
    public static async Task FromInsideTheWorkerItFailsAndSaysSo()
    {
        using var build = new TestBuild();
        var worker = build.StartVariant("insider", "appname-lifeline");
        Assert.Equal("the termination ended with 255", await worker.WaitForLine("the termination ended"));
        Assert.Contains($"pid {worker.Id} ", worker.Output, StringComparison.Ordinal);
        Assert.Contains("is still running: it started the process that was to end it. Do this from elsewhere", worker.Output, StringComparison.Ordinal);
    }

    [Fact]
    public static async Task TheGracePeriodIsAParameter()
    {
        using var build = new TestBuild();
        var worker = await build.StartWorker("stubborn-lifeline");
        var (exitCode, output) = await build.Run("stubborn-terminate", "--grace-period", "0");
        Assert.Equal(0, exitCode);
        Assert.Contains("killed after", output, StringComparison.Ordinal);
        Assert.Equal(137, await worker.WaitForExit());
    }

    [Fact]
    public static async Task ASecondTerminationInAnotherSpellingDoesNotAskAgain()
    {
        using var build = new TestBuild();
        var worker = await build.StartWorker("stubborn-lifeline");
        var first = build.Start("stubborn-terminate", "--grace-period", "600");
        var watch = System.Diagnostics.Stopwatch.StartNew();
        await Eventually.IsTrue(() => EndToEnd.Terminating.HasFound(first, worker) && watch.Elapsed > TimeSpan.FromSeconds(3), () => first.Output);
        var (exitCode, output) = await build.Run("stubborn:terminate", "--grace-period=1");
        Assert.Equal(0, exitCode);
        Assert.Contains("killed after", output, StringComparison.Ordinal);
        Assert.Equal(137, await worker.WaitForExit());
        Assert.Equal(0, await first.WaitForExit());
    }

    [Fact]
    public static async Task OneWhoseOutputIsBlockedKeepsTheNextFromAskingOnlyUntilItWouldKill()
    {
        using var build = new TestBuild();
        var worker = await build.StartWorker();
        var blocked = build.StartBy("mkfifo full && exec 3<> full; dd if=/dev/zero of=full bs=4096 oflag=nonblock 2> /dev/null; TESTBUILD=ungated exec \"$0\" appname-terminate --grace-period 2 >&3");
        await Eventually.IsTrue(() => ProcessList.Find(arguments => arguments is [var program, "appname-terminate", ..] && program == build.Program).Contains(blocked.Id), () => blocked.Output);
        var (exitCode, output) = await build.Run("appname-terminate", "--grace-period", "2");
        Assert.True(exitCode == 0, output);
        Assert.Contains("stopped after", output, StringComparison.Ordinal);
        Assert.Equal(0, await worker.WaitForExit());
        Assert.False(blocked.HasExited);
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("-1")]
    [InlineData("1.5")]
    public static async Task AGracePeriodThatIsNoneIsAnError(string gracePeriod)
    {
        using var build = new TestBuild();
        var worker = await build.StartWorker();
        var (exitCode, output) = await build.Run("appname-terminate", "--grace-period", gracePeriod);
        Assert.Equal(255, exitCode);
        Assert.Contains("--grace-period takes a number of seconds", output, StringComparison.Ordinal);
        Assert.False(worker.HasExited);
    }

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public static async Task ASecondSignalEndsAWorkerThatDoesNotListenAtOnce(string signal, int exitCode)
    {
        using var build = new TestBuild();
        var worker = await build.StartWorker("stubborn-lifeline");
        await Eventually.IsTrue(
            () =>
            {
                worker.Signal(signal);
                return worker.HasExited;
            },
            () => $"the worker did not end: {worker.Output}");
        Assert.Equal(exitCode, await worker.WaitForExit());
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    [InlineData("HUP")]
    public static async Task ASignalEndsTheWorkerWithSuccess(string signal)
    {
        using var build = new TestBuild();
        var worker = await build.StartWorker();
        worker.Signal(signal);
        Assert.Equal(0, await worker.WaitForExit());
        Assert.Contains("cleaned up", worker.Output, StringComparison.Ordinal);
        Assert.Contains("Build succeeded", worker.Output, StringComparison.Ordinal);
    }
}
