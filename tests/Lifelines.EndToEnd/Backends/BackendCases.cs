using System.Text.RegularExpressions;

namespace Lifelines.EndToEnd.Backends;

/// <summary>What holds for real processes, however they are looked at.</summary>
public abstract class BackendCases
{
    /// <summary>Whether a worker can be asked to end.</summary>
    protected virtual bool CanAsk => true;

    /// <summary>Whether arguments that only differ in where they end, and an empty last one, are told apart.</summary>
    protected virtual bool TellsArgumentsApart => true;

    internal abstract Backend Backend { get; }

    [Fact]
    public async Task TheSecondLeavesAndADeadHolderIsReplaced()
    {
        using var worker = new Worker(Backend);
        var first = await worker.StartHolder();
        for (var tick = 0; tick < 2; tick++)
            await AssertYields(worker.Start());

        Assert.False(first.HasExited);
        first.Signal("KILL");
        _ = await first.WaitForExit();
        _ = await worker.StartHolder();
    }

    [Fact]
    public async Task OtherArgumentsAreAnotherLifeline()
    {
        using var worker = new Worker(Backend);
        _ = await worker.StartHolder();
        _ = await worker.StartHolder("plain");
    }

    [Theory]
    [InlineData("a b", "a", "b")]
    [InlineData("", null, null)]
    [InlineData("\"a\"", "a", null)]
    [InlineData("c:\\x\\", "c:\\x", null)]
    [InlineData("a\\\"b", "a\"b", null)]
    [InlineData("\u00e9", "\u00e8", null)]
    public async Task OddArgumentsAreToldApart(string argument, string? other, string? another)
    {
        using var worker = new Worker(Backend);
        string?[] others = [other, another];
        _ = await worker.StartHolder("default", argument);
        await AssertYields(worker.Start("default", argument));
        var different = worker.Launch([.. worker.Arguments(), .. others.OfType<string>()]);
        if (TellsArgumentsApart || argument is not ("a b" or ""))
            _ = await different.WaitForLine("running");
        else
            await AssertYields(different);
    }

    [Fact]
    public async Task AStoppedHolderIsRunning()
    {
        using var worker = new Worker(Backend);
        var first = await worker.StartHolder();
        first.Signal("STOP");
        await AssertYields(worker.Start());
        first.Signal("CONT");
        Assert.False(first.HasExited);
    }

    [Fact]
    public async Task TerminatingEndsItAndNothingElse()
    {
        using var worker = new Worker(Backend);
        var child = await worker.StartHolder();
        var other = await worker.StartHolder("plain");
        var terminate = worker.Terminate(CanAsk ? 600 : 1);
        var exitCode = await terminate.WaitForExit();
        Assert.True(exitCode == 0, $"{exitCode}: {terminate.Output}");
        Assert.Contains(CanAsk ? " Stopped " : " Killed ", terminate.Output, StringComparison.Ordinal);
        Assert.EndsWith("terminated 1", terminate.Output, StringComparison.Ordinal);
        _ = await child.WaitForExit();
        Assert.Equal(CanAsk, child.Output.Contains("cleaning up", StringComparison.Ordinal));
        Assert.False(other.HasExited);
        Assert.Equal("terminated 0", await OutputOf(worker.Terminate(1)));
    }

    [Fact]
    public async Task TheStubbornAreKilledWithWhatTheyStarted()
    {
        using var worker = new Worker(Backend);
        var child = await worker.StartHolder("stubborn-parent");
        var started = Assert.Single(ProcessList.Find(command => command.Contains("unguarded") && command.Contains(worker.Name)));
        Assert.Contains(" Killed ", await OutputOf(worker.Terminate(0, "stubborn-parent")), StringComparison.Ordinal);
        _ = await child.WaitForExit();
        await Eventually.IsTrue(() => !Shell.IsAlive(started), () => $"pid {started} is alive");
    }

    [Fact]
    public async Task AHerdEndsWithExactlyOneHolder()
    {
        using var worker = new Worker(Backend);
        var herd = new Herd([.. Backend.Command, .. worker.Arguments()], "running", Path.GetTempPath(), Backend.Environment);
        for (var round = 0; round < 3; round++)
            Assert.Equal(1, await herd.Run(5));
    }

    [Fact]
    public async Task ListingShowsWhatRuns()
    {
        using var worker = new Worker(Backend);
        Assert.Equal("listed", await OutputOf(worker.Launch(["list", .. worker.Arguments().Skip(1)])));
        _ = await worker.StartHolder();
        Assert.Matches(
            $@"^pid \d+ \(user \S*{Regex.Escape(Environment.UserName)}( in session \d+)?, since \d{{4}}-\d\d-\d\d \d\d:\d\d:\d\d [+-]\d\d:\d\d\): \S+testworker(.exe)? work default {worker.Name} used [\d.]+ s and \d+ bytes\nlisted$",
            await OutputOf(worker.Launch(["list", .. worker.Arguments().Skip(1)])));
    }

    private static async Task AssertYields(Child child)
    {
        var exitCode = await child.WaitForExit();
        Assert.Equal((0, "yielded"), (exitCode, child.Output));
    }

    private static async Task<string> OutputOf(Child child)
    {
        _ = await child.WaitForExit();
        return child.Output;
    }
}
