namespace Lifelines.EndToEnd.Holding;

public static class SayingWhyItEnded
{
    [Theory]
    [InlineData("TERM", 143)]
    [InlineData("INT", 130)]
    [InlineData("HUP", 129)]
    public static async Task ASignalIsNamed(string signal, int exitCode)
    {
        using var worker = new PulseWorker();
        var child = await worker.StartHolder("waiting");
        child.Signal(signal);
        Assert.Equal(exitCode, await child.WaitForExit());
        worker.AssertLastLine(child, $"end=stopped signal=SIG{signal}");
    }

    [Fact]
    public static async Task AnEndByItselfIsOne()
    {
        using var worker = new PulseWorker();
        var child = worker.Launch("ending");
        Assert.Equal(0, await child.WaitForExit());
        worker.AssertLastLine(child, "end=completed");
    }

    [Fact]
    public static async Task AnExceptionIsNamed()
    {
        using var worker = new PulseWorker();
        var child = worker.Launch("throwing");
        Assert.Equal(134, await child.WaitForExit());
        worker.AssertLastLine(child, "end=failed exception=System.InvalidOperationException message=\"the action failed\"");
    }

    [Fact]
    public static async Task ARedundantStartSaysNothing()
    {
        using var worker = new PulseWorker();
        _ = await worker.StartHolder("waiting");
        var second = worker.Launch("waiting");
        Assert.Equal(0, await second.WaitForExit());
        Assert.Equal("result AlreadyRunning 0", second.Output);
    }
}
