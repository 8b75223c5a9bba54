namespace Lifelines.EndToEnd.Holding;

/// <summary>What a worker cannot notice itself: the next start judges.</summary>
public static class ReplacingWhatWasStopped
{
    [Fact]
    public static async Task AHolderThatWasStoppedForLongerThanItsSilenceIsReplaced()
    {
        using var worker = new PulseWorker(("TESTWORKER_SILENCE", "2"));
        var holder = await worker.StartHolder("reporting");
        holder.Signal("STOP");
        var next = await WaitForReplacement(worker);
        Assert.True(holder.HasExited);
        Assert.Contains($"{worker.Name} was stopped for longer than it may be silent, and was ended: pid {holder.Id} ", next.Output, StringComparison.Ordinal);
    }

    [Fact]
    public static async Task WhatItHadStartedEndsWithIt()
    {
        using var worker = new PulseWorker(("TESTWORKER_SILENCE", "1"));
        var holder = await worker.StartHolder("reporting-parent");
        var started = int.Parse((await holder.WaitForLine("child ")).Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
        try
        {
            holder.Signal("STOP");
            _ = await WaitForReplacement(worker);
            Assert.False(Shell.IsAlive(started));
        }
        finally
        {
            Shell.Kill(started);
        }
    }

    /// <summary>The first wait is a minute.</summary>
    [Fact]
    public static async Task OneThatWasStoppedWhenItWasToStartAgainIsReplaced()
    {
        using var worker = new PulseWorker(("TESTWORKER_SILENCE", "2"), ("TESTWORKER_BACKS_OFF", "yes"));
        var holder = await worker.StartHolder("throwing");
        var next = (await holder.WaitForLine(" starts again at ")).Split(" again at ")[1].Split(": ")[0];
        holder.Signal("STOP");
        _ = await WaitForReplacement(worker);
        Assert.True(holder.HasExited);
        Assert.True(DateTimeOffset.Now > DateTimeOffset.ParseExact(next, "yyyy-MM-dd HH:mm:ss zzz", System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public static async Task OneThatMayBeSilentForLongerIsLeft()
    {
        using var worker = new PulseWorker(("TESTWORKER_SILENCE", "600"));
        var holder = await worker.StartHolder("reporting");
        holder.Signal("STOP");
        await Eventually.IsTrue(() => IsStopped(holder.Id), () => "it was not stopped");
        await AssertRedundant(worker);
        Assert.False(holder.HasExited);
    }

    [Fact]
    public static async Task OneWithoutALimitIsLeft()
    {
        using var worker = new PulseWorker();
        var holder = await worker.StartHolder("reporting");
        holder.Signal("STOP");
        await Eventually.IsTrue(() => IsStopped(holder.Id), () => "it was not stopped");
        await AssertRedundant(worker);
        Assert.False(holder.HasExited);
    }

    [Fact]
    public static async Task OneThatGoesOnAfterThatIsLeftToWork()
    {
        using var worker = new PulseWorker(("TESTWORKER_SILENCE", "2"));
        var holder = await worker.StartHolder("reporting");
        for (var i = 0; i < 2; i++)
        {
            holder.Signal("STOP");
            await Task.Delay(3000, TestContext.Current.CancellationToken);
            holder.Signal("CONT");
            await AssertRedundant(worker);
        }

        Assert.False(holder.HasExited);
        Assert.DoesNotContain("silent", holder.Output, StringComparison.Ordinal);
    }

    [Fact]
    [Needs("root")]
    public static async Task OneInAFrozenControlGroupIsReplaced()
    {
        var root = new[] { "/sys/fs/cgroup", "/sys/fs/cgroup/unified" }.FirstOrDefault(folder => File.Exists(Path.Combine(folder, "cgroup.controllers")));
        Assert.SkipWhen(root is null, "There are no control groups of version 2 here.");
        using var worker = new PulseWorker(("TESTWORKER_SILENCE", "2"));
        var holder = await worker.StartHolder("reporting");
        var group = Directory.CreateDirectory(Path.Combine(root, worker.Name)).FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(group, "cgroup.procs"), $"{holder.Id}", TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(Path.Combine(group, "cgroup.freeze"), "1", TestContext.Current.CancellationToken);
            _ = await WaitForReplacement(worker);
            Assert.True(holder.HasExited);
        }
        finally
        {
            await File.WriteAllTextAsync(Path.Combine(group, "cgroup.freeze"), "0", CancellationToken.None);
            holder.Dispose();
            await Eventually.IsTrue(() => File.ReadAllText(Path.Combine(group, "cgroup.procs")).Length == 0, () => "the group is in use");
            Directory.Delete(group);
        }
    }

    /// <summary>Starts it again and again, as cron does, until it becomes the worker.</summary>
    private static async Task<Child> WaitForReplacement(PulseWorker worker)
    {
        while (true)
        {
            var next = worker.Launch("reporting");
            await Eventually.IsTrue(() => next.HasExited || next.Output.Contains("running", StringComparison.Ordinal), () => next.Output);
            if (!next.HasExited)
                return next;

            _ = await next.WaitForExit();
            Assert.Equal("result AlreadyRunning 0", next.Output);
            await Task.Delay(200);
        }
    }

    private static async Task AssertRedundant(PulseWorker worker)
    {
        var next = worker.Launch("reporting");
        Assert.Equal(0, await next.WaitForExit());
        Assert.Equal("result AlreadyRunning 0", next.Output);
    }

    private static bool IsStopped(int pid) => File.ReadAllText($"/proc/{pid}/stat").Contains(") T ", StringComparison.Ordinal);
}
