using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Lifelines.EndToEnd;

public static class Terminating
{
    [Fact]
    public static async Task NothingIsAlsoSuccess()
    {
        using var worker = new Worker();
        var terminate = worker.Terminate(600);
        Assert.Equal(0, await terminate.WaitForExit());
        Assert.Equal("terminated 0", terminate.Output);
    }

    [Fact]
    public static async Task AWorkerMayCleanUp()
    {
        using var worker = new Worker();
        using var marker = new Marker();
        var child = await worker.StartHolder("slow", marker.File);
        var terminate = worker.Terminate(600, "slow", marker.File);
        _ = await child.WaitForLine("cleaning up");
        var cleaning = Stopwatch.StartNew();
        await Task.Delay(1000, TestContext.Current.CancellationToken);
        Assert.False(terminate.HasExited);
        cleaning.Stop();
        marker.LetItBeWritten();
        Assert.Equal(0, await terminate.WaitForExit());
        Assert.Equal(0, await child.WaitForExit());
        Assert.True(marker.IsThere);
        Assert.True(SecondsTaken(terminate) >= Math.Round(cleaning.Elapsed.TotalSeconds, 1), terminate.Output);
        Assert.Matches($@"^{child.Id} Stopped [\d.]+ pid {child.Id} \(user \S+, started \d{{4}}-\d\d-\d\d \d\d:\d\d:\d\d [+-]\d\d:\d\d, running for [\d.]+ s\) stopped after [\d.]+ s\nterminated 1$", terminate.Output);
    }

    [Fact]
    public static async Task AStubbornWorkerIsKilledAfterTheGracePeriod()
    {
        using var worker = new Worker();
        var child = await worker.StartHolder("stubborn");
        var terminate = worker.Terminate(1, "stubborn");
        Assert.Equal(0, await terminate.WaitForExit());
        Assert.Equal(137, await child.WaitForExit());
        Assert.StartsWith($"{child.Id} Killed ", terminate.Output, StringComparison.Ordinal);
        Assert.True(SecondsTaken(terminate) >= 1, terminate.Output);
    }

    [Fact]
    public static async Task AForcedKillLeavesNoDescendant()
    {
        using var worker = new Worker();
        var child = worker.Start("family");
        var family = (await child.WaitForLine("family ")).Split(' ')[1..].Select(int.Parse).ToArray();
        _ = await child.WaitForLine("running");
        child.Signal("TERM");
        Assert.Equal(0, await child.WaitForExit());
        Assert.All(family, pid => Assert.True(Shell.IsAlive(pid)));
        foreach (var pid in family)
            Shell.Kill(pid);

        var stubborn = worker.Start("stubborn-family");
        family = (await stubborn.WaitForLine("family ")).Split(' ')[1..].Select(int.Parse).ToArray();
        _ = await stubborn.WaitForLine("running");
        var terminate = worker.Terminate(0, "stubborn-family");
        Assert.Equal(0, await terminate.WaitForExit());
        foreach (var pid in (int[])[stubborn.Id, .. family])
            await Eventually.IsTrue(() => !Shell.IsAlive(pid), () => $"pid {pid} is alive");
    }

    [Fact]
    public static async Task AStoppedWorkerIsContinuedToCleanUp()
    {
        using var worker = new Worker();
        using var marker = new Marker();
        var child = await worker.StartHolder("default", marker.File);
        child.Signal("STOP");
        Assert.Equal(0, await worker.Terminate(600, "default", marker.File).WaitForExit());
        Assert.Equal(0, await child.WaitForExit());
        Assert.True(marker.IsThere);
    }

    [Fact]
    [Needs("namespaces")]
    public static async Task AllInstancesEndAtTheSameTime()
    {
        using var worker = new Worker();
        using var marker = new Marker();

        // One in a container does not see the other.
        var child = await worker.StartHolder("slow", marker.File);
        var container = worker.StartBy($"exec unshare {string.Join(' ', Needs.Namespaces)} --mount-proc \"$@\" '{marker.File}'", "slow");
        _ = await container.WaitForLine("running");

        var terminate = worker.Terminate(600, "slow", marker.File);
        _ = await child.WaitForLine("cleaning up");
        _ = await container.WaitForLine("cleaning up");
        marker.LetItBeWritten();
        Assert.Equal(0, await terminate.WaitForExit());
        Assert.EndsWith("terminated 2", terminate.Output, StringComparison.Ordinal);
        Assert.Equal(2, terminate.Output.Split(" Stopped ").Length - 1);
    }

    [Fact]
    public static async Task DecoysSurvive()
    {
        using var worker = new Worker();
        using var decoys = new Decoys(string.Join(' ', (string[])[Worker.Program, .. worker.Arguments()]));
        using var other = new Worker();
        var child = await worker.StartHolder();
        var others = new[] { await other.StartHolder(), await worker.StartHolder("plain"), await worker.StartHolder("default", "/tmp/other") };
        var wrapper = worker.StartBy("\"$@\" stubborn & echo wrapping; wait; sleep 600", "stubborn");
        _ = await wrapper.WaitForLine("wrapping");

        Assert.Equal(0, await worker.Terminate(600).WaitForExit());
        Assert.Equal(0, await child.WaitForExit());
        Assert.Empty(decoys.Dead);
        Assert.All(others, survivor => Assert.False(survivor.HasExited));
        Assert.False(wrapper.HasExited);
    }

    [Fact]
    public static async Task TheWrapperOfAWorkerIsNotSignalled()
    {
        using var worker = new Worker();
        var wrapper = worker.StartBy("\"$@\"; echo \"wrapped program ended with $?\"");
        _ = await wrapper.WaitForLine("running");
        Assert.Equal(0, await worker.Terminate(600).WaitForExit());
        Assert.Equal(0, await wrapper.WaitForExit());
        Assert.Contains("wrapped program ended with 0", wrapper.Output, StringComparison.Ordinal);
    }

    [Fact]
    public static async Task FromInsideTheWorkerItIsAnErrorThatSaysSo()
    {
        using var worker = new Worker();
        var child = worker.Start("insider");
        Assert.Equal("the termination ended with 1", await child.WaitForLine("the termination ended"));
        Assert.Contains($"{child.Id} Ancestor ", child.Output, StringComparison.Ordinal);
        Assert.Contains("is still running: it started the process that was to end it. Do this from elsewhere\nterminated 1\n", child.Output, StringComparison.Ordinal);
        Assert.False(child.HasExited);
    }

    [Fact]
    public static async Task TwoTerminationsAtOnceCutNoCleaningUpShort()
    {
        using var worker = new Worker();
        using var marker = new Marker();
        var child = await worker.StartHolder("slow", marker.File);
        var terminations = Enumerable.Range(0, 3).Select(_ => worker.Terminate(600, "slow", marker.File)).ToArray();
        _ = await child.WaitForLine("cleaning up");
        await Eventually.IsTrue(() => Array.TrueForAll(terminations, terminate => HasFound(terminate, child)), () => string.Join('\n', terminations.Select(terminate => terminate.Output)));
        marker.LetItBeWritten();
        foreach (var terminate in terminations)
            Assert.Equal(0, await terminate.WaitForExit());

        Assert.Equal(0, await child.WaitForExit());
        Assert.True(marker.IsThere);
    }

    [Fact]
    public static async Task WorkersThatAreJustStartingEndToo()
    {
        using var worker = new Worker();
        for (var round = 0; round < 5; round++)
        {
            var starts = Enumerable.Range(0, 4).Select(_ => worker.Start()).ToList();
            var terminations = Enumerable.Range(0, 2).Select(_ => worker.Terminate(600)).ToList();
            foreach (var terminate in terminations)
                Assert.Equal(0, await terminate.WaitForExit());

            // Those that were not born yet when the terminations looked.
            Assert.Equal(0, await worker.Terminate(600).WaitForExit());
            foreach (var start in starts)
                Assert.Contains(await start.WaitForExit(), (int[])[0, 143]);
        }
    }

    /// <summary>Whether a termination holds a pidfd on a process, or has ended.</summary>
    internal static bool HasFound(Child terminate, Child process)
    {
        try
        {
            return terminate.HasExited || Directory.GetFiles($"/proc/{terminate.Id}/fdinfo").Any(file => File.ReadLines(file).Contains($"Pid:\t{process.Id}"));
        }
        catch (IOException)
        {
            // A descriptor was closed, or the termination has ended, in the meantime.
            return false;
        }
    }

    private static double SecondsTaken(Child terminate) => double.Parse(Regex.Match(terminate.Output, @"^\d+ \w+ ([\d.]+) ").Groups[1].Value);
}
