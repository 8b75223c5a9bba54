namespace Lifelines.EndToEnd.Hosting;

public static class RunningHosts
{
    [Fact]
    public static async Task ARedundantStartBeginsNoServiceAndSaysNothing()
    {
        using var hosts = new HostWorker();
        var first = await hosts.StartHolder();
        Assert.Contains("hostworker starts as pid", first.Output, StringComparison.Ordinal);
        var second = hosts.Start("built");
        Assert.Equal(0, await second.WaitForExit());
        Assert.Equal("building\nresult AlreadyRunning 0", second.Output);
    }

    [Fact]
    public static async Task OneThatDecidesFirstBuildsNoHost()
    {
        using var hosts = new HostWorker();
        var first = await hosts.StartHolder("unbuilt");
        Assert.Contains("hostworker starts as pid", first.Output, StringComparison.Ordinal);
        var second = hosts.Start("unbuilt");
        Assert.Equal(0, await second.WaitForExit());
        Assert.Equal("result AlreadyRunning 0", second.Output);
    }

    [Fact]
    public static async Task VerboseTellsWhoHolds()
    {
        using var hosts = new HostWorker();
        var first = await hosts.StartHolder("unbuilt");
        var second = hosts.Start("unbuilt", isVerbose: true);
        Assert.Equal(0, await second.WaitForExit());
        Assert.StartsWith($"hostworker is already running: pid {first.Id} ", second.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("built", "TERM", 143)]
    [InlineData("built", "INT", 130)]
    [InlineData("built", "HUP", 129)]
    [InlineData("unbuilt", "TERM", 143)]
    public static async Task ASignalShutsTheHostDown(string kind, string signal, int exitCode)
    {
        using var hosts = new HostWorker();
        var host = await hosts.StartHolder(kind);
        host.Signal(signal);
        Assert.Equal(0, await host.WaitForExit());
        Assert.Contains("service has cleaned up", host.Output, StringComparison.Ordinal);
        Assert.Contains($"end=stopped signal=SIG{signal}", host.Output, StringComparison.Ordinal);
        Assert.Contains($"result Stopped {exitCode}", host.Output, StringComparison.Ordinal);
    }

    [Fact]
    public static async Task AHostThatStopsItselfHasCompleted()
    {
        using var hosts = new HostWorker();
        var host = await hosts.StartHolder(behaviour: "finished");
        hosts.Marker.LetItBeWritten();
        Assert.Equal(0, await host.WaitForExit());
        Assert.Contains("end=completed", host.Output, StringComparison.Ordinal);
        Assert.Contains("result Completed 0", host.Output, StringComparison.Ordinal);
    }

    [Fact]
    public static async Task AHostWhoseServiceFailsIsStartedAgain()
    {
        using var hosts = new HostWorker();
        hosts.Marker.LetItBeWritten();
        var host = hosts.Start("retried", "failing");
        Assert.Contains("the service has failed", await host.WaitForLine("has failed and starts again at"), StringComparison.Ordinal);
        host.Signal("TERM");
        Assert.Equal(0, await host.WaitForExit());
        Assert.Contains("end=stopped signal=SIGTERM", host.Output, StringComparison.Ordinal);
    }

    /// <summary>As in any host: only the time-out of the shutdown cuts it short.</summary>
    [Fact]
    public static async Task FurtherSignalsDoNotCutTheShutdownShort()
    {
        using var hosts = new HostWorker();
        var host = await hosts.StartHolder(behaviour: "slow");
        host.Signal("TERM");
        _ = await host.WaitForLine("service stops");

        // A signal after the second in which it could be the same stop.
        await Task.Delay(TimeSpan.FromSeconds(1.5), TestContext.Current.CancellationToken);
        foreach (var signal in new[] { "TERM", "INT", "HUP" })
            host.Signal(signal);

        hosts.Marker.LetItBeWritten();
        Assert.Equal(0, await host.WaitForExit());
        Assert.Contains("service has cleaned up", host.Output, StringComparison.Ordinal);
    }

    /// <summary>By default 10 seconds for other programs, and 30 for hosts.</summary>
    [Fact]
    public static async Task ATerminationWaitsForTheShutdownOfTheHost()
    {
        using var hosts = new HostWorker();
        var host = await hosts.StartHolder(behaviour: "slow");
        var termination = hosts.Start("terminate", "slow");
        _ = await host.WaitForLine("service stops");
        await Task.Delay(TimeSpan.FromSeconds(12), TestContext.Current.CancellationToken);
        hosts.Marker.LetItBeWritten();
        Assert.Equal(0, await host.WaitForExit());
        Assert.Equal(0, await termination.WaitForExit());
        Assert.StartsWith("Stopped 1", termination.Output, StringComparison.Ordinal);
    }

    /// <summary>Nothing works while the process waits to start it again.</summary>
    [Fact]
    public static async Task WhatHasStartedOfAHostThatFailsIsStoppedBeforeTheWait()
    {
        using var hosts = new HostWorker();
        var host = hosts.Start("retried", "half");
        _ = await host.WaitForLine("starts again at");
        Assert.Matches("service runs(.*\n)*service has cleaned up\n(.*\n)*.*starts again at", host.Output);
        host.Signal("TERM");
        Assert.Equal(0, await host.WaitForExit());
        Assert.Contains("end=stopped signal=SIGTERM", host.Output, StringComparison.Ordinal);
    }

    /// <summary>A service that does not stop in time, fails, or is stopped while it starts: what becomes of the process is the host's affair, and the same as without a lifeline.</summary>
    [Theory]
    [InlineData("slow", 1)]
    [InlineData("failing", null)]
    [InlineData("starting", null)]
    public static async Task TheExitCodeIsTheHosts(string behaviour, int? shutdownTimeout)
    {
        using var hosts = new HostWorker();
        using var others = new HostWorker();
        var guarded = await End(hosts, "built");
        Assert.Equal(await End(others, "bare"), guarded);

        async Task<int> End(HostWorker starter, string kind)
        {
            var host = starter.Start(kind, behaviour, shutdownTimeout);
            _ = await host.WaitForLine(behaviour == "starting" ? "service starts" : "Application started");
            if (behaviour == "failing")
                starter.Marker.LetItBeWritten();
            else
                host.Signal("TERM");

            return await host.WaitForExit();
        }
    }
}
