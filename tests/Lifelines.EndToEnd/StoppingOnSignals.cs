namespace Lifelines.EndToEnd;

public static class StoppingOnSignals
{
    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    [InlineData("HUP")]
    public static async Task TheFirstSignalCancelsTheActionAndTheProcessSucceeds(string signal)
    {
        using var worker = new Worker();
        using var marker = new Marker();
        var child = await worker.StartHolder("default", marker.File);
        child.Signal(signal);
        Assert.Equal(0, await child.WaitForExit());
        Assert.True(marker.IsThere);
    }

    [Theory]
    [InlineData("TERM", 143)]
    [InlineData("INT", 130)]
    public static async Task TheSecondEndsTheProcessAtOnce(string signal, int exitCode)
    {
        using var worker = new Worker();
        using var marker = new Marker();
        var child = await worker.StartHolder("slow", marker.File);
        child.Signal("TERM");
        _ = await child.WaitForLine("cleaning up");
        child.Signal(signal);
        Assert.Equal(exitCode, await child.WaitForExit());
        Assert.False(marker.IsThere);
    }

    [Fact]
    public static async Task AHangupAfterTheFirstSignalChangesNothing()
    {
        using var worker = new Worker();
        using var marker = new Marker();
        var child = await worker.StartHolder("slow", marker.File);
        child.Signal("HUP");
        _ = await child.WaitForLine("cleaning up");
        child.Signal("HUP");
        marker.LetItBeWritten();
        Assert.Equal(0, await child.WaitForExit());
        Assert.True(marker.IsThere);
    }

    [Fact]
    public static async Task AnActionWithoutATokenIsEndedByTheSignal()
    {
        using var worker = new Worker();
        var child = await worker.StartHolder("plain");
        child.Signal("TERM");
        Assert.Equal(143, await child.WaitForExit());
    }
}
