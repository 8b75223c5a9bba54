namespace Lifelines.EndToEnd.Nuke;

/// <summary>The adapter's sources, compiled with the names of Fallout.</summary>
public static class RunningOnAFork
{
    [Fact]
    public static async Task AWorkerRunsOnceAndIsTerminated()
    {
        using var build = new TestBuild("falloutbuild", hasProject: true);
        _ = Directory.CreateDirectory(Path.Combine(build.Root, ".fallout"));
        var worker = await build.StartWorker();
        Assert.Contains("prepared", worker.Output.Split('\n'));
        Assert.Equal((0, ""), await build.Run("appname-lifeline"));
        Assert.Contains("appname-lifeline", await File.ReadAllTextAsync(Path.Combine(build.Root, ".fallout", "build.schema.json"), TestContext.Current.CancellationToken), StringComparison.Ordinal);

        var (exitCode, output) = await build.Terminate("appname-terminate");
        Assert.True(exitCode == 0, output);
        Assert.Equal(0, await worker.WaitForExit());

        (exitCode, output) = await build.Run("appname-terminate");
        Assert.True(exitCode == 0, output);
        Assert.Contains("No appname:lifeline is running", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Execution Engine", output, StringComparison.Ordinal);
    }
}
