using System.Globalization;

namespace Lifelines.EndToEnd.Holding;

public static class NoticingSilence
{
    [Theory]
    [InlineData("dead-locked")]
    [InlineData("spinning")]
    [InlineData("starving")]
    [InlineData("holding-the-console")]
    public static async Task AWorkerThatHangsEndsItselfAndTheNextStartReplacesIt(string what)
    {
        using var worker = new PulseWorker(("TESTWORKER_SILENCE", "1"), ("TESTWORKER_GRACE", "1"));
        var child = await worker.StartHolder(what);
        Assert.Equal(70, await child.WaitForExit());
        if (what != "holding-the-console")
        {
            Assert.Contains($"{worker.Name} is silent and is told to end: ", child.Output, StringComparison.Ordinal);
            worker.AssertLastLine(child, "end=silent");
        }

        _ = await worker.StartHolder("waiting");
    }

    [Fact]
    public static async Task TheLineHasTheTimeOfTheLastSign()
    {
        using var worker = new PulseWorker(("TESTWORKER_SILENCE", "1"), ("TESTWORKER_GRACE", "0"));
        var child = await worker.StartHolder("dead-locked");
        var time = (await child.WaitForLine("its last sign of life was at ")).Split(" was at ")[1];
        Assert.InRange(DateTimeOffset.ParseExact(time, "yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture), DateTimeOffset.Now.AddMinutes(-5), DateTimeOffset.Now);
        _ = await child.WaitForExit();
    }

    [Fact]
    public static async Task OneThatEndsWhenItIsToldToHasTheSameExitCode()
    {
        using var worker = new PulseWorker(("TESTWORKER_SILENCE", "1"));
        var child = await worker.StartHolder("waiting");
        Assert.Equal(70, await child.WaitForExit());
        Assert.Contains("result Silent 70", child.Output, StringComparison.Ordinal);
        worker.AssertLastLine(child, "end=silent");
    }

    [Fact]
    public static async Task WhatItHadStartedEndsWithIt()
    {
        using var worker = new PulseWorker(("TESTWORKER_SILENCE", "1"), ("TESTWORKER_GRACE", "0"));
        var child = await worker.StartHolder("dead-locked-parent");
        var started = int.Parse((await child.WaitForLine("child ")).Split(' ')[1], CultureInfo.InvariantCulture);
        try
        {
            Assert.Equal(70, await child.WaitForExit());
            await Eventually.IsTrue(() => !Shell.IsAlive(started), () => $"pid {started} is still running");
        }
        finally
        {
            Shell.Kill(started);
        }
    }
}
