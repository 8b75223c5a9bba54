namespace Lifelines.EndToEnd.Holding;

public static class LimitingTheRunTime
{
    [Fact]
    public static async Task AWorkerThatHasRunForSoLongIsToldToEnd()
    {
        using var worker = new PulseWorker(("TESTWORKER_RUNTIME", "1"));
        var child = await worker.StartHolder("waiting");
        Assert.Equal(124, await child.WaitForExit());
        Assert.Contains($"{worker.Name} has run for as long as it may and is told to end", child.Output, StringComparison.Ordinal);
        Assert.Contains("result RanTooLong 124", child.Output, StringComparison.Ordinal);
        worker.AssertLastLine(child, "end=ran-too-long");
    }

    [Fact]
    public static async Task OneThatGoesOnIsEndedAfterTheGracePeriod()
    {
        using var worker = new PulseWorker(("TESTWORKER_RUNTIME", "1"), ("TESTWORKER_GRACE", "1"));
        var child = await worker.StartHolder("stubborn");
        Assert.Equal(124, await child.WaitForExit());
        Assert.DoesNotContain("result", child.Output, StringComparison.Ordinal);
        worker.AssertLastLine(child, "end=ran-too-long");
    }

    [Fact]
    public static async Task OneThatEndsBeforeIsNot()
    {
        using var worker = new PulseWorker(("TESTWORKER_RUNTIME", "600"));
        var child = worker.Launch("ending");
        Assert.Equal(0, await child.WaitForExit());
        worker.AssertLastLine(child, "end=completed");
    }
}
