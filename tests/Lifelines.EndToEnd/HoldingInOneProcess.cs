namespace Lifelines.EndToEnd;

/// <summary>What a process holds, as all its threads and values see it.</summary>
public static class HoldingInOneProcess
{
    [Theory]
    [InlineData("nested", "outer runs, inner is held by itself, outer Completed")]
    [InlineData("parallel", "first runs, second is held by itself, first Completed")]
    [InlineData("repeated", "Completed, Completed")]
    [InlineData("try-then-run", "held, held, Completed")]
    [InlineData("threads", "held, held, held, held")]
    [InlineData("two-predicates", "first runs, second runs, Completed, Completed")]
    [InlineData("two-names", "first runs, second runs, Completed, Completed")]
    [InlineData("events", "Started, Completed, Started, Failed, Started, Stopped, Started, AlreadyRunning, Completed")]
    [InlineData("null-task", "InvalidOperationException: The action returned null where it must return a task.")]
    public static async Task OneActionAtATimeRuns(string what, string expected)
    {
        using var worker = new Worker();
        Assert.Equal(expected, await OutputOf(worker.Launch(["holding", what, worker.Name])));
    }

    [Fact]
    public static async Task WhoCannotBeRecognisedDoesNotRun()
    {
        using var worker = new Worker();
        Assert.StartsWith(
            $"InvalidOperationException: Other processes cannot recognise this one as {worker.Name}: its command line does not name it. IsSameCommand must accept this process's own arguments.",
            await OutputOf(worker.Launch(["holding", "unrecognised", worker.Name])), StringComparison.Ordinal);
    }

    [Fact]
    public static async Task WhereAnotherProcessHoldsAllOfItsValuesSeeThat()
    {
        using var worker = new Worker();
        var holder = worker.Launch(["holding", "forever", worker.Name]);
        _ = await holder.WaitForLine("running");
        Assert.Equal("held by another, held by another, AlreadyRunning", await OutputOf(worker.Launch(["holding", "try-then-run", worker.Name])));
    }

    [Fact]
    public static async Task AnActionThatASignalEndsIsStopped()
    {
        using var worker = new Worker();
        var holder = worker.Launch(["holding", "forever", worker.Name]);
        _ = await holder.WaitForLine("running");
        holder.Signal("TERM");
        Assert.Equal("running, Stopped", await OutputOf(holder));
    }

    [Fact]
    public static async Task WhereSignalsAreLeftToTheActionTheyHaveTheirOwnEffect()
    {
        using var worker = new Worker();
        var holder = worker.Launch(["holding", "leaving-signals", worker.Name]);
        _ = await holder.WaitForLine("running");
        holder.Signal("TERM");
        Assert.Equal(143, await holder.WaitForExit());
    }

    private static async Task<string> OutputOf(Child child)
    {
        Assert.Equal(0, await child.WaitForExit());
        return child.OwnOutput.ReplaceLineEndings(", ");
    }
}
