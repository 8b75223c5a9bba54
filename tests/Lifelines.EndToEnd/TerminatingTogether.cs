using System.Diagnostics;

namespace Lifelines.EndToEnd;

/// <summary>Several terminations of one lifeline.</summary>
public static class TerminatingTogether
{
    // So much later a second SIGTERM ends a worker in the middle of its cleaning up.
    private static readonly TimeSpan _later = TimeSpan.FromSeconds(1.5);

    // Neither ever cleans up: a second SIGTERM would end it with 143.
    private const string Slow = "slow";

    [Theory]
    [InlineData(600)]
    [InlineData(599)]
    public static async Task AfterOneThatWasInterruptedTheNextOnlyWaits(int gracePeriod)
    {
        using var worker = new Worker();
        using var marker = new Marker();
        var child = await worker.StartHolder(Slow, marker.File);
        var interrupted = worker.Terminate(gracePeriod, Slow, marker.File);
        _ = await child.WaitForLine("cleaning up");
        interrupted.Signal("INT");
        Assert.Equal(130, await interrupted.WaitForExit());
        await HasPassed(_later);

        var next = worker.Terminate(1, Slow, marker.File);
        Assert.Equal(0, await next.WaitForExit());
        Assert.Equal(137, await child.WaitForExit());
        Assert.StartsWith($"{child.Id} Killed ", next.Output, StringComparison.Ordinal);
    }

    [Fact]
    public static async Task OneWithOtherOptionsDoesNotAskAgain()
    {
        using var worker = new Worker();
        using var marker = new Marker();
        var child = await worker.StartHolder(Slow, marker.File);
        var first = worker.Terminate(600, Slow, marker.File);
        _ = await child.WaitForLine("cleaning up");
        await HasPassed(_later);
        Assert.Equal(0, await worker.Terminate(1, Slow, marker.File).WaitForExit());
        Assert.Equal(137, await child.WaitForExit());
        Assert.Equal(0, await first.WaitForExit());
    }

    [Fact]
    public static async Task AStopByOthersIsSeenAsWell()
    {
        using var worker = new Worker();
        using var marker = new Marker();
        var child = await worker.StartHolder(Slow, marker.File);
        child.Signal("TERM");
        _ = await child.WaitForLine("cleaning up");
        await HasPassed(_later);
        Assert.Equal(0, await worker.Terminate(1, Slow, marker.File).WaitForExit());
        Assert.Equal(137, await child.WaitForExit());
    }

    [Theory]
    [InlineData("CONT")]
    [InlineData("STOP")]
    public static async Task OneThatHangsKeepsTheNextFromAskingOnlyUntilItWouldKill(string signal)
    {
        using var worker = new Worker();
        using var folder = new TemporaryFolder();
        var child = await worker.StartHolder();
        var hanging = await StartHanging(worker, folder, "2");
        hanging.Signal(signal);
        var terminate = worker.Terminate(2);
        Assert.Equal(0, await terminate.WaitForExit());
        Assert.StartsWith($"{child.Id} Stopped ", terminate.Output, StringComparison.Ordinal);
        Assert.Equal(0, await child.WaitForExit());
    }

    [Fact]
    [Needs("users")]
    public static async Task TheWordsOfATerminationByAUserWhoMayNotSignalTheWorkerKeepNobodyFromAsking()
    {
        using var worker = new Worker();
        using var folder = new TemporaryFolder();
        var child = await worker.StartHolder();
        var hanging = await StartHanging(worker, folder, "600", "setpriv --reuid=65534 --regid=65534 --clear-groups ");
        Assert.Equal(0, await worker.Terminate(600).WaitForExit());
        Assert.Equal(0, await child.WaitForExit());
        Assert.False(hanging.HasExited);
    }

    [Fact]
    public static async Task TheyAreNeverEachOthersVictimAlsoIfTheyAreCalledAsTheWorkerIs()
    {
        using var worker = new Worker();
        var child = await worker.StartHolder("stubborn");
        var first = worker.Launch(["sweep", worker.Name]);
        await Eventually.IsTrue(() => Terminating.HasFound(first, child), () => first.Output);
        var second = worker.Launch(["sweep", worker.Name]);
        await Eventually.IsTrue(() => Terminating.HasFound(second, child), () => second.Output);
        child.Signal("KILL");
        foreach (var sweep in (Child[])[first, second])
        {
            // One that has only just opened the worker, and then looks a second time, finds it gone.
            Assert.Equal(0, await sweep.WaitForExit());
            Assert.True(sweep.Output is "swept " || sweep.Output == $"swept {child.Id}", sweep.Output);
        }
    }

    [Fact]
    public static async Task NorIfTheOtherHasDoneItsWorkAndIsAboutToEnd()
    {
        using var worker = new Worker();
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "end");
        var first = worker.Launch(["sweep", worker.Name, file]);
        _ = await first.WaitForLine("swept");
        var second = worker.Launch(["sweep", worker.Name]);
        Assert.Equal(0, await second.WaitForExit());
        Assert.Equal("swept ", second.Output);
        File.WriteAllText(file, "");
        Assert.Equal(0, await first.WaitForExit());
    }

    /// <summary>A process with the words of a termination that does nothing: it waits for somebody who writes.</summary>
    private static async Task<Child> StartHanging(Worker worker, TemporaryFolder folder, string gracePeriod, string wrapper = "")
    {
        var command = string.Join(' ', (string[])["terminate", gracePeriod, .. worker.Arguments().Skip(1)]);
        Shell.Run("sh", "-c", $"cd '{folder.Path}' && mkfifo terminate && chmod a+rx . && chmod a+r terminate");
        var child = worker.Add(Child.Start("bash", "-c", $"cd '{folder.Path}' && exec {wrapper}bash -c 'exec -a testworker cat {command}'"));
        await Eventually.IsTrue(() => ProcessList.Find(arguments => arguments is ["testworker", "terminate", ..] && arguments.Contains(worker.Name)).Contains(child.Id), () => child.Output);
        return child;
    }

    private static async Task HasPassed(TimeSpan time)
    {
        var watch = Stopwatch.StartNew();
        await Eventually.IsTrue(() => watch.Elapsed > time, () => "");
    }
}
