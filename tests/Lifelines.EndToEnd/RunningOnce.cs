namespace Lifelines.EndToEnd;

public static class RunningOnce
{
    [Fact]
    public static async Task TheActionRunsAndTheCallSaysSo()
    {
        using var worker = new Worker();
        var child = await worker.StartHolder();
        child.Signal("TERM");
        Assert.Equal(0, await child.WaitForExit());
        Assert.Equal("running\ncleaning up\nran", child.OwnOutput);
    }

    [Fact]
    public static async Task TheSecondLeavesAtOnce()
    {
        using var worker = new Worker();
        var first = await worker.StartHolder();
        for (var tick = 0; tick < 3; tick++)
        {
            var second = worker.Start();
            Assert.Equal(0, await second.WaitForExit());
            Assert.Equal("yielded", second.Output);
        }

        Assert.False(first.HasExited);
    }

    [Fact]
    public static async Task VerboseTellsOnStandardErrorWhoHolds()
    {
        using var worker = new Worker();
        var first = await worker.StartHolder();
        var second = worker.StartBy("LIFELINES_VERBOSE=1 exec \"$@\" > /dev/null");
        Assert.Equal(0, await second.WaitForExit());
        Assert.Matches($@"^testworker is already running: pid {first.Id} \(user .+, since .+\): .+$", second.Output);
    }

    [Fact]
    public static async Task OtherArgumentsAreAnotherLifeline()
    {
        using var worker = new Worker();
        _ = await worker.StartHolder();
        _ = await worker.StartHolder("plain");
    }

    [Theory]
    [InlineData("cd \"${1%/*}\"; shift; exec ./testworker \"$@\"")]
    [InlineData("shift; exec dotnet \"$DLL\" \"$@\"")]
    [InlineData("shift; exec dotnet exec --roll-forward Major \"$DLL\" \"$@\"")]
    [InlineData("\"$@\"; :")]
    public static async Task TheSameProgramCountsHoweverItWasStarted(string shellCommand)
    {
        using var worker = new Worker();
        var command = $"export DLL='{Worker.Program}.dll'; {shellCommand}";
        _ = await worker.StartHolder();
        var second = worker.StartBy(command);
        Assert.Equal(0, await second.WaitForExit());
        Assert.Equal("yielded", second.Output);

        using var other = new Worker();
        _ = await other.StartBy(command).WaitForLine("running");
        Assert.Equal(0, await other.Start().WaitForExit());
        Shell.Kill(other.FindPid());
    }

    /// <summary>SIGCHLD stays ignored through execve(2): by default, .NET would wait for ever for ps, and for what the action starts.</summary>
    [Theory]
    [Needs("ps")]
    [InlineData("proc")]
    [InlineData("ps")]
    public static async Task AParentThatIgnoresTheEndsOfItsChildrenChangesNothing(string table)
    {
        using var worker = new Worker();
        var command = $"export LIFELINES_PROCESS_TABLE={table}; exec env --ignore-signal=CHLD \"$@\"";
        _ = await worker.StartBy(command, "child").WaitForLine("running");
        var second = worker.StartBy(command, "child");
        Assert.Equal(0, await second.WaitForExit());
        Assert.Equal("yielded", second.Output);
    }

    [Fact]
    public static async Task TheSameProgramCountsWhateverItsHostIsCalled()
    {
        using var worker = new Worker();
        var holder = worker.StartBy($"shift; exec -a renamed dotnet '{Worker.Program}.dll' \"$@\"");
        _ = await holder.WaitForLine("running");
        Assert.Equal("yielded", await OutputOf(worker.Start()));

        var terminate = worker.Terminate(600);
        Assert.Equal(0, await terminate.WaitForExit());
        Assert.StartsWith($"{holder.Id} Stopped", terminate.Output, StringComparison.Ordinal);
    }

    [Fact]
    public static async Task ADeadHolderIsReplaced()
    {
        using var worker = new Worker();
        var first = await worker.StartHolder();
        first.Signal("KILL");
        Assert.Equal(137, await first.WaitForExit());
        _ = await worker.StartHolder();
    }

    [Fact]
    public static async Task AZombieIsNotRunning()
    {
        using var worker = new Worker();

        // sleep reaps nobody.
        _ = await worker.StartBy("\"$@\" & exec sleep 600").WaitForLine("running");
        var pid = worker.FindPid();
        Shell.Kill(pid);
        await Eventually.IsTrue(() => !Shell.IsAlive(pid), () => $"pid {pid} did not end");
        Assert.True(Directory.Exists($"/proc/{pid}"));
        _ = await worker.StartHolder();
    }

    [Fact]
    public static async Task AStoppedHolderIsRunning()
    {
        using var worker = new Worker();
        var first = await worker.StartHolder();
        first.Signal("STOP");
        Assert.Equal(0, await worker.Start().WaitForExit());
        first.Signal("CONT");
        Assert.False(first.HasExited);
    }

    [Fact]
    public static async Task AHolderWhoseMainThreadHasEndedIsRunning()
    {
        using var worker = new Worker();
        var holder = await worker.StartHolder("headless");
        await Eventually.IsTrue(() => !Shell.IsAlive(holder.Id), () => "its main thread did not end");
        Assert.Equal("yielded", await OutputOf(worker.Start("headless")));
        Assert.False(holder.HasExited);

        var terminate = worker.Terminate(600, "headless");
        Assert.Equal(0, await terminate.WaitForExit());
        Assert.StartsWith($"{holder.Id} Stopped", terminate.Output, StringComparison.Ordinal);
        Assert.Equal(0, await holder.WaitForExit());
    }

    [Fact]
    public static async Task AHolderWhoseProgramWasDeployedOverIsRunning()
    {
        using var worker = new Worker();
        using var release = new CopiedProgram();
        _ = await worker.StartBy("exec \"$@\"", program: release.Program).WaitForLine("running");
        var pid = worker.FindPid();
        release.Replace();
        Assert.EndsWith(" (deleted)", File.ResolveLinkTarget($"/proc/{pid}/exe", returnFinalTarget: false)!.FullName, StringComparison.Ordinal);

        var second = worker.StartBy("exec \"$@\"", program: release.Program);
        Assert.Equal(0, await second.WaitForExit());
        Assert.Equal("yielded", second.Output);
    }

    [Fact]
    public static async Task AnExceptionOfTheActionComesThrough()
    {
        using var worker = new Worker();
        var child = worker.Start("throwing");
        Assert.Equal(134, await child.WaitForExit());
        Assert.Contains("InvalidOperationException: the action failed", child.Output, StringComparison.Ordinal);
    }

    [Fact]
    public static async Task AForkedChildThatHasNotCalledExecIsNoRivalOfItsParent()
    {
        using var worker = new Worker();
        var holder = worker.Start("forked");
        var forked = int.Parse((await holder.WaitForLine("forked ")).Split(' ')[1]);
        try
        {
            _ = await holder.WaitForLine("another is running: False");
            Assert.Equal(0, await worker.Start("forked").WaitForExit());

            // It is ended with the worker; what .NET makes of SIGTERM is left to a thread that it does not have.
            var terminate = worker.Terminate(10, "forked");
            Assert.Equal(0, await terminate.WaitForExit());
            Assert.Matches($@"^{holder.Id} Stopped .*, and 1 process that it had started\nterminated 1$", terminate.Output);
            Assert.False(Shell.IsAlive(forked));
        }
        finally
        {
            Shell.Kill(forked);
        }
    }

    [Fact]
    public static async Task TheSameTextInOtherCommandsDoesNotCount()
    {
        using var worker = new Worker();
        using var decoys = new Decoys(string.Join(' ', (string[])[Worker.Program, .. worker.Arguments()]));
        _ = await worker.StartHolder();
        Assert.Empty(decoys.Dead);
    }

    private static async Task<string> OutputOf(Child child)
    {
        Assert.True(await child.WaitForExit() == 0, child.Output);
        return child.Output;
    }

    [Fact]
    public static async Task AHolderHasNoThreadsForTheElection()
    {
        using var worker = new Worker();
        var holder = await worker.StartHolder("plain");
        var without = worker.Add(Child.Start(Worker.Program, "unguarded"));
        _ = await without.WaitForLine("running");

        // Threads of the runtime come and go.
        await Eventually.IsTrue(() => ThreadsOf(without).SequenceEqual(ThreadsOf(holder)), () => $"{string.Join(", ", ThreadsOf(without))} without, {string.Join(", ", ThreadsOf(holder))} with a lifeline");

        static IEnumerable<string> ThreadsOf(Child child) => Directory.GetDirectories($"/proc/{child.Id}/task").Select(NameOf).Order();

        static string NameOf(string task)
        {
            try
            {
                return File.ReadAllText($"{task}/comm").Trim();
            }
            catch (IOException)
            {
                return "gone";
            }
        }
    }
}
