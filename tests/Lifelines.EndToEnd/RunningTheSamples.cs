namespace Lifelines.EndToEnd;

public static class RunningTheSamples
{
    [Fact]
    public static async Task TheJobDoesNotOverlapItself()
    {
        var name = Guid.NewGuid().ToString();
        var program = Path.Combine(AppContext.BaseDirectory, "NightlyJob");
        using var first = Child.Start(program, name, "600");
        _ = await first.WaitForLine($"working on {name}");
        using var second = Child.Start(program, name, "600");
        Assert.Equal(75, await second.WaitForExit());
        using var other = Child.Start(program, name + "2", "0");
        Assert.Equal(0, await other.WaitForExit());
        Assert.EndsWith("done", other.Output, StringComparison.Ordinal);
        using var mistaken = Child.Start(program, name);
        Assert.Equal(2, await mistaken.WaitForExit());
    }

    [Fact]
    public static async Task TheHostRunsOnceAndCleansUp()
    {
        var name = $"--{Guid.NewGuid()}=x";
        var program = Path.Combine(AppContext.BaseDirectory, "WorkerService");
        using var first = Child.Start(program, name);
        _ = await first.WaitForLine("the worker has started");
        using var second = Child.Start(program, name);
        Assert.Equal(0, await second.WaitForExit());
        Assert.Equal("", second.Output);
        first.Signal("TERM");
        Assert.Equal(0, await first.WaitForExit());
        Assert.Contains("the worker has cleaned up", first.Output, StringComparison.Ordinal);
    }
}
