using System.Globalization;

namespace Lifelines.EndToEnd.Holding;

public static class BackingOff
{
    [Fact]
    public static async Task AnActionThatFailsAtOnceKeepsItsProcessWhichSaysWhyAndUntilWhen()
    {
        using var worker = new PulseWorker(("TESTWORKER_BACKS_OFF", "yes"));
        var holder = await worker.StartHolder("throwing");
        _ = await holder.WaitForLine($"{worker.Name} has failed and starts again at ");
        var tick = worker.Launch("throwing");
        Assert.Equal(0, await tick.WaitForExit());
        Assert.Equal("result AlreadyRunning 0", tick.Output);

        var list = worker.List();
        _ = await list.WaitForExit();
        Assert.StartsWith($"pid {holder.Id} starts again at ", list.Output, StringComparison.Ordinal);
        Assert.EndsWith(": InvalidOperationException: the action failed", list.Output, StringComparison.Ordinal);
        Assert.InRange(DateTimeOffset.Parse(list.Output.Split(" at ")[1].Split(": ")[0], CultureInfo.InvariantCulture), DateTimeOffset.Now, DateTimeOffset.Now.AddMinutes(1));
        Assert.False(holder.HasExited);
    }

    [Fact]
    public static async Task ATerminationEndsItAtOnceAndTheNextStartBeginsAfresh()
    {
        using var worker = new PulseWorker(("TESTWORKER_BACKS_OFF", "yes"));
        var holder = await worker.StartHolder("throwing");
        _ = await holder.WaitForLine("starts again");
        var terminate = worker.Terminate();
        Assert.Equal(0, await terminate.WaitForExit());
        Assert.Contains($"pid {holder.Id} ", terminate.Output, StringComparison.Ordinal);
        Assert.Contains(" stopped after ", terminate.Output, StringComparison.Ordinal);
        Assert.Equal(143, await holder.WaitForExit());
        worker.AssertLastLine(holder, "end=stopped signal=SIGTERM");
        _ = await worker.StartHolder("throwing");
    }

    [Fact]
    public static async Task AStopWhileItCleansUpIsOneWithALastLine()
    {
        using var folder = new TemporaryFolder();
        var asked = Path.Combine(folder.Path, "asked");
        using var worker = new PulseWorker(("TESTWORKER_BACKS_OFF", "yes"), ("TESTWORKER_GRACE", "3"), ("TESTWORKER_ASKED", asked));
        var holder = await worker.StartHolder("throwing-parent");
        await Eventually.IsTrue(() => File.Exists(asked), () => holder.Output);
        holder.Signal("TERM");
        Assert.Equal(143, await holder.WaitForExit());
        worker.AssertLastLine(holder, "end=stopped signal=SIGTERM");
        Assert.DoesNotContain("starts again", holder.Output, StringComparison.Ordinal);
    }

    /// <summary>The first wait is a minute.</summary>
    [Fact]
    public static async Task TheRunTimeCountsFromEachStartOfTheAction()
    {
        using var worker = new PulseWorker(("TESTWORKER_BACKS_OFF", "yes"), ("TESTWORKER_RUNTIME", "30"));
        var holder = await worker.StartHolder("throwing");
        await Eventually.IsTrue(() => holder.HasExited || holder.Output.Split("starts again").Length > 2, () => holder.Output);
        Assert.False(holder.HasExited);
    }

    [Fact]
    public static async Task WhatTheFailedActionHadStartedEnds()
    {
        using var worker = new PulseWorker(("TESTWORKER_BACKS_OFF", "yes"), ("TESTWORKER_GRACE", "0"));
        var holder = await worker.StartHolder("throwing-parent");
        var started = int.Parse((await holder.WaitForLine("child ")).Split(' ')[1], CultureInfo.InvariantCulture);
        try
        {
            _ = await holder.WaitForLine("starts again");
            Assert.False(Shell.IsAlive(started));
        }
        finally
        {
            Shell.Kill(started);
        }
    }
}
