using Lifelines.Identity;
using Lifelines.Processes;
using Lifelines.Terminations;
using static Lifelines.Tests.FakeTable;

namespace Lifelines.Tests.Terminations;

public static class TerminatingWhatWasFound
{
    private static readonly ProcessEntry _self = Process(Self, 50);
    private static readonly ProcessEntry _found = Process(200, 60);

    public static TheoryData<string> Replacements { get; } = ["worker\0a\0", "sshd\0"];

    [Fact]
    public static async Task TheProcessThatWasFoundIsAskedToExit()
    {
        var table = new FakeTable([_self, _found], [_self]);
        var result = await Terminate(table, TimeSpan.FromSeconds(10));
        Assert.Equal([(200, "RequestExit")], table.Deeds);
        Assert.Equal(TerminationOutcome.Stopped, Assert.Single(result.Processes).Outcome);
        Assert.True(result.Succeeded);
    }

    [Fact]
    public static async Task TheStubbornAreSuspendedAndKilledWithTheirDescendants()
    {
        var (child, grandchild, stranger) = (Process(201, 60, "sh\0"), Process(202, 62, "sh\0"), Process(203, 59, "sh\0"));
        var table = new FakeTable([_self, _found], [_self])
        {
            Children = { new ParentLink(child.Key, 200), new ParentLink(grandchild.Key, 201), new ParentLink(stranger.Key, 200) },
        };
        table.Stubborn.Add(200);
        var result = await Terminate(table, TimeSpan.Zero);
        var ended = Assert.Single(result.Processes);
        Assert.Equal(TerminationOutcome.Killed, ended.Outcome);
        Assert.Equal([201, 202], ended.Descendants.Select(process => process.Id));
        Assert.EndsWith(", and 2 processes that it had started", ended.ToString(), StringComparison.Ordinal);
        Assert.Equal([200, 201, 202], table.Deeds.Where(deed => deed.Deed == "Kill").Select(deed => deed.Pid).Order());
        var firstKill = table.Deeds.FindIndex(deed => deed.Deed == "Kill");
        Assert.Equal([200, 201, 202], table.Deeds[..firstKill].Where(deed => deed.Deed == "Suspend").Select(deed => deed.Pid).Order());
        Assert.DoesNotContain(table.Deeds, deed => deed.Pid == 203);
    }

    [Fact]
    public static async Task AnotherThatAppearsMeanwhileEndsToo()
    {
        var late = Process(201, 70);
        var table = new FakeTable([_self, _found, late], [_self]);
        IReadOnlyList<ProcessEntry>[] scans = [[_found], [late], []];
        var scan = 0;
        var result = await Run(table, TimeSpan.FromSeconds(10), () => new Members(new ProcessScan(_self, scans[scan++]), new CommandIdentity(_self, isSameCommand: _ => true), table));
        Assert.Equal([200, 201], result.Processes.Select(process => process.Process.Id));
        Assert.Equal(3, scan);
    }

    [Fact]
    public static async Task NeverAProcessThatReusedThePidOfADescendant()
    {
        var child = Process(201, 62);
        var table = new FakeTable([_self, _found, child], [_self]) { Now = { [201] = Process(201, 70) } };
        table.Children.Add(new ParentLink(child.Key, 200));
        table.Stubborn.Add(200);
        _ = await Run(table, TimeSpan.Zero, () => table.Find(_ => true), new HurryingClock());
        Assert.DoesNotContain(table.Deeds, deed => deed.Pid == 201);
    }

    [Fact]
    public static void WhatWasKilledIsRunningUntilItIsSeenToHaveExited()
    {
        var table = new FakeTable([_found]);
        using var handle = table.TryOpen(_found)!;
        using var victim = new Victim(_found, handle);
        victim.Kill();
        Assert.Equal(TerminationOutcome.StillRunning, victim.Outcome);
        victim.Observe(TimeSpan.FromSeconds(1));
        Assert.Equal(TerminationOutcome.Killed, victim.Outcome);
        victim.Observe(TimeSpan.FromSeconds(2));
        Assert.Equal(TimeSpan.FromSeconds(1), victim.ExitedAfter);
    }

    [Fact]
    public static void WhatMayNotBeSignalledIsNotWaitedFor()
    {
        var table = new FakeTable([_found]);
        table.Foreign.Add(200);
        using var handle = table.TryOpen(_found)!;
        using var victim = new Victim(_found, handle);
        victim.RequestExit();
        Assert.False(victim.IsExpectedToExit);
    }

    [Fact]
    public static async Task WhoeverStartsWorkersFasterThanTheyAreEndedIsToldSo()
    {
        var table = new FakeTable([_self], [_self]);
        var rounds = 0;
        var result = await Run(table, TimeSpan.FromSeconds(10), () =>
        {
            Assert.InRange(rounds, 0, 100);
            var next = Process(200 + rounds, 60);
            table.Now[200 + rounds++] = next;
            return new Members(new ProcessScan(_self, [next]), new CommandIdentity(_self, isSameCommand: _ => true), table);
        });
        Assert.Equal(10, rounds);
        Assert.Equal(10, result.Processes.Count);
    }

    [Fact]
    public static async Task WhatMayNotBeSignalledIsReported()
    {
        var table = new FakeTable([_self, _found], [_self]);
        table.Foreign.Add(200);
        var result = await Terminate(table, TimeSpan.FromSeconds(10));
        Assert.Equal(TerminationOutcome.NotPermitted, Assert.Single(result.Processes).Outcome);
        Assert.False(result.Succeeded);
    }

    [Fact]
    public static async Task ATerminationIsNeverAnothersVictim()
    {
        var table = new FakeTable([_self, _found], [_self]) { Signs = [(200, ProcessSign.Terminating)] };
        Assert.Empty((await Terminate(table, TimeSpan.Zero)).Processes);
        Assert.Empty(table.Deeds);
    }

    [Theory]
    [InlineData(null, null, 10)]
    [InlineData(null, 30, 32)]
    [InlineData(null, 5, 10)]
    [InlineData(20, 30, 20)]
    [InlineData(20, null, 20)]
    public static async Task AProcessHasTheTimeThatItSaysItNeedsUnlessTheCallerSaysHowMuch(int? gracePeriod, int? said, int killedAfter)
    {
        var clock = new HurryingClock();
        var table = new FakeTable([_self, _found], [_self]) { Signs = said is { } seconds ? [(200, ProcessSign.StoppingWithin(TimeSpan.FromSeconds(seconds)))] : [] };
        _ = table.Stubborn.Add(200);
        var result = await Run(table, gracePeriod is { } period ? TimeSpan.FromSeconds(period) : null, () => table.Find(_ => true), clock);
        var process = Assert.Single(result.Processes);
        Assert.Equal(TerminationOutcome.Killed, process.Outcome);
        Assert.InRange(process.Duration.TotalSeconds, killedAfter, killedAfter + 0.1);
    }

    [Fact]
    public static async Task OfSeveralTimesTheLongestCountsThatARunningOneSays()
    {
        var table = new FakeTable([_self, _found, Process(201, 61), Process(202, 62)], [_self]) { Signs = [Says(200, 30), Says(201, 20), Says(202, 100)] };
        table.Stubborn.UnionWith([200, 201]);
        table.Deeds.Add((202, nameof(IProcessHandle.RequestExit)));
        var result = await Run(table, null, () => table.Find(_ => true), new HurryingClock());
        Assert.Equal([(200, TerminationOutcome.Killed), (201, TerminationOutcome.Killed), (202, TerminationOutcome.Stopped)], result.Processes.Select(process => (process.Process.Id, process.Outcome)));
        Assert.InRange(result.Processes[0].Duration.TotalSeconds, 32, 32.1);

        static (int Pid, ProcessSign Sign) Says(int pid, int seconds) => (pid, ProcessSign.StoppingWithin(TimeSpan.FromSeconds(seconds)));
    }

    [Theory]
    [MemberData(nameof(Replacements))]
    public static Task NeverAProcessThatReusedThePid(string command) => AssertNotSignalled(Process(200, 61, command));

    [Fact]
    public static Task NeverAProcessThatRunsAnotherProgramByNow() => AssertNotSignalled(Process(200, 60, "sleep\0600\0"));

    [Fact]
    public static Task NeverAProcessThatHasEnded() => AssertNotSignalled(null);

    private static async Task AssertNotSignalled(ProcessEntry? now)
    {
        var table = new FakeTable([_self, _found], [_self]);
        table.Now[200] = now;
        Assert.Empty((await Terminate(table, TimeSpan.FromSeconds(10))).Processes);
        Assert.Empty(table.Deeds);
    }

    private static Task<TerminationResult> Terminate(FakeTable table, TimeSpan gracePeriod) => Run(table, gracePeriod, () => table.Find(_ => true));

    private static Task<TerminationResult> Run(FakeTable table, TimeSpan? gracePeriod, Func<Members> scan, TimeProvider? clock = null) =>
        new Termination(table, clock ?? TimeProvider.System, gracePeriod, "0", new Descendants(table, new ProcessKey(50, Self), process => process.Tag is not null))
            .RunAsync(scan, TestContext.Current.CancellationToken);
}
