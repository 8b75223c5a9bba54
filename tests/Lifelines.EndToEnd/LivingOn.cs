namespace Lifelines.EndToEnd;

/// <summary>A process that has yielded and lives on is no worker.</summary>
public static class LivingOn
{
    [Fact]
    public static async Task WhoYieldedAndStaysDoesNotKeepTheNextFromWorking()
    {
        using var worker = new Worker();
        var holder = await worker.StartHolder("staying");
        var leavers = new[] { worker.Start("staying"), worker.Start("staying") };
        foreach (var leaver in leavers)
            _ = await leaver.WaitForLine("stays");

        holder.Signal("KILL");
        _ = await holder.WaitForExit();
        _ = await worker.StartHolder("staying");
        Assert.All(leavers, leaver => Assert.False(leaver.HasExited));

        // Nor is it ended with the worker.
        var terminate = worker.Terminate(600, "staying");
        Assert.Equal(0, await terminate.WaitForExit());
        Assert.EndsWith("terminated 1", terminate.Output, StringComparison.Ordinal);
        Assert.All(leavers, leaver => Assert.False(leaver.HasExited));
    }

    [Fact]
    public static async Task OfThreeThatStartAtOnceAndStayOneWorksAndThenTheNext()
    {
        for (var round = 0; round < 5; round++)
        {
            using var worker = new Worker();
            Child[] children = [worker.Start("staying"), worker.Start("staying"), worker.Start("staying")];
            await Eventually.IsTrue(() => children.All(child => Works(child) || child.Output.Contains("stays", StringComparison.Ordinal)), () => string.Join('\n', children.Select(child => child.Output)));
            var holder = Assert.Single(children, Works);
            holder.Signal("KILL");
            _ = await holder.WaitForExit();
            _ = await worker.StartHolder("staying");
        }

        static bool Works(Child child) => child.Output.Contains("running", StringComparison.Ordinal);
    }

    [Fact]
    public static async Task WhoTriesAgainCountsAgain()
    {
        using var worker = new Worker();
        var again = Path.Combine(Path.GetTempPath(), worker.Name);
        var holder = await worker.StartHolder("staying", again);
        var leaver = worker.Start("staying", again);
        _ = await leaver.WaitForLine("stays");
        Assert.Equal("lifeline-left", ShownName());

        holder.Signal("KILL");
        _ = await holder.WaitForExit();
        await File.WriteAllTextAsync(again, "", TestContext.Current.CancellationToken);
        _ = await leaver.WaitForLine("running");
        Assert.Equal("testworker", ShownName());
        _ = await worker.Start("staying", again).WaitForLine("stays");

        string ShownName() => File.ReadAllText($"/proc/{leaver.Id}/comm").Trim();
    }

    [Fact]
    public static async Task WhoHoldsOneAndLeftAnotherIsSeenAsBoth()
    {
        using var worker = new Worker();
        var (first, second) = ($"first-{worker.Name}", $"second-{worker.Name}");
        var holder = Start(first);
        _ = await holder.WaitForLine("first");
        Assert.Equal($"{first} left\n{second} held\nrunning", await OutputOf(Start($"{first}+{second}")));

        holder.Signal("KILL");
        _ = await holder.WaitForExit();
        Assert.Equal($"{first} held\n{second} left\nrunning", await OutputOf(Start($"{first}+{second}")));

        Child Start(string parts) => worker.Launch(["work", "twofold", parts]);
    }

    private static async Task<string> OutputOf(Child child)
    {
        _ = await child.WaitForLine("running");
        return child.Output;
    }
}
