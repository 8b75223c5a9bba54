namespace Lifelines.EndToEnd;

/// <summary>A process's pid may have run other programs before: what these have started is no part of it.</summary>
public static class StartedBeforeExec
{
    [Fact]
    public static async Task ATerminationEndsAWorkerThatItsPidHadStarted()
    {
        using var worker = new Worker();
        var shell = worker.StartBy($"\"$@\" & while [ ! -e /proc/$!/fd/999 ]; do sleep 0.05; done; exec {Worker.Program} terminate 600 default {worker.Name}");
        Assert.True(await shell.WaitForExit() == 0, shell.Output);
        Assert.Contains("terminated 1", shell.Output, StringComparison.Ordinal);
    }

    [Fact]
    public static async Task AStartWhosePidHadStartedTheWorkerIsRedundant()
    {
        using var worker = new Worker();
        var shell = worker.StartBy("\"$@\" & while [ ! -e /proc/$!/fd/999 ]; do sleep 0.05; done; exec \"$@\"");
        _ = await shell.WaitForLine("running");
        _ = await shell.WaitForLine("yielded");
        Assert.Single(shell.Output.Split('\n'), line => line == "running");
        Assert.Equal(0, await worker.Terminate(600).WaitForExit());
    }

    [Fact]
    public static async Task AWorkerWhosePidHadStartedTheTerminationIsEnded()
    {
        // What starts in the same tick as the program is in doubt.
        using var worker = new Worker();
        var shell = worker.StartBy($"(while [ ! -e /proc/$$/fd/999 ]; do sleep 0.05; done; exec {Worker.Program} terminate 600 default {worker.Name}) & sleep 0.1; exec \"$@\"");
        Assert.Equal(0, await shell.WaitForExit());
        _ = await shell.WaitForLine("terminated 1");
    }
}
