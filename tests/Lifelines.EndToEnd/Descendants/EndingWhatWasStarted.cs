using System.Runtime.InteropServices;

namespace Lifelines.EndToEnd.Descendants;

/// <summary>What a worker has started ends with it, or before the next one works.</summary>
public static class EndingWhatWasStarted
{
    /// <summary>Ways to start SLEEP, and whether the worker clears the child's environment.</summary>
    public static TheoryData<string, bool> Ways { get; } = new()
    {
        { "exec SLEEP", false },
        { "SLEEP & wait", false },
        { "setsid SLEEP & wait", false },
        { "nohup SLEEP &", false },
        { "setsid bash -c 'SLEEP & exit' & exit", false },
        { "exec env -i SLEEP", false },
        { "exec SLEEP", true },
        { "trap '' TERM; exec SLEEP", false },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public static async Task ATerminationEndsItWithTheWorker(string way, bool isCleared)
    {
        using var worker = new Worker();
        using var sleeper = new Sleeper();
        var holder = await worker.StartHolderOf(way.Replace("SLEEP", sleeper.Command, StringComparison.Ordinal), isCleared);
        var pid = await sleeper.WaitForPid();
        var terminate = worker.Terminate(way.StartsWith("trap", StringComparison.Ordinal) ? 1 : 600);
        Assert.True(await terminate.WaitForExit() == 0, terminate.Output);
        Assert.Equal(0, await holder.WaitForExit());
        Assert.False(Shell.IsAlive(pid));
        Assert.Matches(@$"^{holder.Id} Stopped .*, and (1 process|2 processes) that it had started\nterminated 1$", terminate.Output);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public static Task TheNextStartEndsItAfterAPoliteEnd(string way, bool isCleared) => AssertTheNextStartEndsIt(way, isCleared, "TERM");

    [Theory]
    [MemberData(nameof(Ways))]
    public static Task TheNextStartEndsItAfterAKill(string way, bool isCleared) => AssertTheNextStartEndsIt(way, isCleared, "KILL");

    // One has the worker's own command, but for its folder.
    [Theory]
    [InlineData("sh")]
    [InlineData("testworker")]
    public static async Task NothingIsLeftOfAChildThatCallsExecAllTheTime(string program)
    {
        using var folder = new TemporaryFolder();
        _ = File.CreateSymbolicLink(Path.Combine(folder.Path, program), "/bin/sh");
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "work"), $"exec ./{program} \"$0\" \"$@\"", TestContext.Current.CancellationToken);
        for (var round = 0; round < 10; round++)
            await AssertNothingIsLeft();

        async Task AssertNothingIsLeft()
        {
            using var worker = new Worker();
            var command = $"./{program} {string.Join(' ', worker.Arguments())}";
            var holder = await worker.StartHolderOf($"cd {folder.Path} && exec {command}");
            await Eventually.IsTrue(() => Find().Count > 0, () => holder.Output);
            var terminate = worker.Terminate(600);
            Assert.True(await terminate.WaitForExit() == 0, terminate.Output);
            Assert.Empty(Find());
            Assert.Equal(0, await holder.WaitForExit());

            IReadOnlyList<int> Find() => ProcessList.Find(arguments => string.Join(' ', arguments).TrimEnd() == command);
        }
    }

    [Fact]
    public static async Task ATerminationWithoutAWorkerEndsWhatWasLeftAndSaysSo()
    {
        using var worker = new Worker();
        using var sleeper = new Sleeper();
        var holder = await worker.StartHolderOf($"exec {sleeper.Command}");
        var pid = await sleeper.WaitForPid();
        holder.Signal("KILL");
        _ = await holder.WaitForExit();
        var terminate = worker.Terminate(600);
        Assert.Equal(0, await terminate.WaitForExit());
        Assert.Equal($"orphan {pid} Stopped\nterminated 0", terminate.Output);
        Assert.False(Shell.IsAlive(pid));
    }

    /// <summary>A filter of system calls refuses pidfd_send_signal (424) and kill.</summary>
    [Fact]
    public static async Task WhereItCannotBeEndedTheNextStartIsAnError()
    {
        using var worker = new Worker();
        using var sleeper = new Sleeper();
        var holder = await worker.StartHolderOf($"exec {sleeper.Command}");
        var pid = await sleeper.WaitForPid();
        holder.Signal("KILL");
        _ = await holder.WaitForExit();
        var next = worker.StartBy($"export TESTWORKER_REFUSED='424 1,{(RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? 129 : 62)} 1'; exec \"$@\"");
        Assert.Equal(3, await next.WaitForExit());
        Assert.Contains("does not start, since what an earlier worker had started is still running and would do its work twice", next.Output, StringComparison.Ordinal);
        Assert.True(Shell.IsAlive(pid));
    }

    [Fact]
    public static async Task WhatOptedOutStays()
    {
        using var worker = new Worker();
        using var sleeper = new Sleeper();
        _ = await worker.StartHolderOf($"LIFELINE= exec {sleeper.Command}");
        var pid = await sleeper.WaitForPid();
        Assert.Equal(0, await worker.Terminate(600).WaitForExit());
        var next = await worker.StartHolder();
        Assert.True(Shell.IsAlive(pid));
        Assert.False(next.HasExited);
    }

    [Theory]
    [InlineData("")]
    [InlineData("env -i DOTNET_ROOT=\"$DOTNET_ROOT\" TESTWORKER_STARTS=\"$TESTWORKER_STARTS\"")]
    public static async Task AWorkerOfAnotherLifelineStaysWithWhatItStarted(string environment)
    {
        using var worker = new Worker();
        using var nested = new Worker();
        using var sleeper = new Sleeper();
        _ = await worker.StartHolderOf($"export TESTWORKER_STARTS='exec {sleeper.Command}'; exec {environment} {Worker.Program} {string.Join(' ', nested.Arguments())}");
        var pid = await sleeper.WaitForPid();
        var nestedPid = nested.FindPid();
        Assert.Equal(0, await worker.Terminate(600).WaitForExit());
        var next = await worker.StartHolder();
        Assert.True(Shell.IsAlive(pid));
        Assert.True(Shell.IsAlive(nestedPid));

        Assert.Equal(0, await nested.Terminate(600).WaitForExit());
        Assert.False(Shell.IsAlive(pid));
        Assert.False(Shell.IsAlive(nestedPid));
        Assert.False(next.HasExited);
    }

    [Fact]
    [Needs("script")]
    public static async Task AParentThatStoppedItselfWithItsChildIsContinued()
    {
        using var worker = new Worker();
        var wrapper = worker.Add(Child.Start("script", "--quiet", "--return", "--command", $"{Worker.Program} {string.Join(' ', worker.Arguments("stubborn"))}", "/dev/null"));
        _ = await wrapper.WaitForLine("running");
        Assert.Equal(0, await worker.Terminate(0, "stubborn").WaitForExit());
        Assert.NotEqual(0, await wrapper.WaitForExit());
    }

    private static async Task AssertTheNextStartEndsIt(string way, bool isCleared, string signal)
    {
        using var worker = new Worker();
        using var sleeper = new Sleeper();
        var holder = await worker.StartHolderOf(way.Replace("SLEEP", sleeper.Command, StringComparison.Ordinal), isCleared);
        var pid = await sleeper.WaitForPid();
        holder.Signal(signal);
        _ = await holder.WaitForExit();
        Assert.True(Shell.IsAlive(pid));
        var next = await worker.StartHolder();
        Assert.False(Shell.IsAlive(pid));
        Assert.Equal("yielded", await OutputOf(worker.Start()));
        Assert.False(next.HasExited);
    }

    private static async Task<string> OutputOf(Child child)
    {
        _ = await child.WaitForExit();
        return child.Output;
    }
}
