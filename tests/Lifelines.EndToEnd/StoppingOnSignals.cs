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
    public static async Task ALaterOneEndsTheProcessAtOnce(string signal, int exitCode)
    {
        using var worker = new Worker();
        using var marker = new Marker();
        var child = await worker.StartHolder("slow", marker.File);
        child.Signal("TERM");
        _ = await child.WaitForLine("cleaning up");
        await Eventually.IsTrue(
            () =>
            {
                child.Signal(signal);
                return child.HasExited;
            },
            () => $"the worker did not end: {child.Output}");
        Assert.Equal(exitCode, await child.WaitForExit());
        Assert.False(marker.IsThere);
    }

    [Fact]
    public static async Task AStopThatArrivesTwiceAtOnceIsOneStop()
    {
        using var worker = new Worker();
        using var marker = new Marker();
        var child = await worker.StartHolder("slow", marker.File);

        // Two of the same signal, if the first is still on its way, are one.
        Shell.Run("sh", "-c", $"kill -TERM {child.Id}; kill -INT {child.Id}; kill -TERM {child.Id}");
        _ = await child.WaitForLine("cleaning up");
        marker.LetItBeWritten();
        Assert.Equal(0, await child.WaitForExit());
        Assert.True(marker.IsThere);
    }

    [Fact]
    public static async Task AlsoIfTheActionHasEndedInBetween()
    {
        using var worker = new Worker();
        var child = await worker.StartHolder("echoing");
        child.Signal("TERM");
        Assert.Equal(0, await child.WaitForExit());
        Assert.EndsWith("cleaning up\nstopped again\nran", child.OwnOutput, StringComparison.Ordinal);
    }

    /// <summary>Service managers and timeout(1) signal the group, and <c>dotnet run</c> passes the signal on to the worker, which has it already.</summary>
    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public static async Task AGroupWithAWrapperThatPassesSignalsOnIsStoppedOnce(string signal)
    {
        using var worker = new Worker();
        using var marker = new Marker();
        var project = Path.Combine(Repository.Root, "tests", "Lifelines.TestWorker");
        var configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(Worker.Folder));
        var wrapper = worker.Add(Child.Start("setsid", ["dotnet", "run", "--no-build", "--configuration", configuration, "--project", project, "--", .. worker.Arguments("default", marker.File)]));
        _ = await wrapper.WaitForLine("running");
        Shell.Run("bash", "-c", $"kill -{signal} -- -{wrapper.Id}");
        _ = await wrapper.WaitForLine("ran");
        Assert.True(marker.IsThere);
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

    /// <summary>A parent that blocks signals around its fork passes the mask on through exec.</summary>
    [Theory]
    [Needs("perl")]
    [InlineData("TERM", "default", 0)]
    [InlineData("INT", "default", 0)]
    [InlineData("HUP", "default", 0)]
    [InlineData("TERM", "plain", 143)]
    public static async Task ASignalThatIsBlockedAtTheStartIsReceived(string signal, string behaviour, int exitCode)
    {
        using var worker = new Worker();
        var child = worker.StartBy($"exec perl -MPOSIX -e 'sigprocmask(SIG_BLOCK, POSIX::SigSet->new(SIGTERM, SIGINT, SIGHUP)); exec @ARGV' \"$@\"", behaviour);
        _ = await child.WaitForLine("running");
        child.Signal(signal);
        Assert.Equal(exitCode, await child.WaitForExit());
    }
}
