using Lifelines.Processes;
using Lifelines.Terminations;
using static Lifelines.Tests.FakeTable;

namespace Lifelines.Tests.Terminations;

public static class TerminatingWhatWasFound
{
    private static readonly ProcessEntry _found = Process(200, 60);

    public static TheoryData<string> Replacements { get; } = ["worker\0a\0", "sshd\0"];

    [Fact]
    public static async Task TheProcessThatWasFoundIsAskedToExit()
    {
        var table = new FakeTable([_found]);
        var result = await Terminate(table, TimeSpan.FromSeconds(10));
        Assert.Equal([(200, "RequestExit")], table.Deeds);
        Assert.Equal(TerminationOutcome.Stopped, Assert.Single(result.Processes).Outcome);
        Assert.True(result.Succeeded);
    }

    [Fact]
    public static async Task TheStubbornAreSuspendedAndKilledWithTheirDescendants()
    {
        var (child, grandchild, stranger) = (Process(201, 60), Process(202, 62), Process(203, 59));
        var table = new FakeTable([_found, child, grandchild, stranger]);
        table.Children.AddRange([new ParentLink(child.Key, 200), new ParentLink(grandchild.Key, 201), new ParentLink(stranger.Key, 200)]);
        table.Stubborn.Add(200);
        var result = await Terminate(table, TimeSpan.Zero);
        Assert.Equal(TerminationOutcome.Killed, Assert.Single(result.Processes).Outcome);
        Assert.Equal([200, 201, 202], table.Deeds.Where(deed => deed.Deed == "Kill").Select(deed => deed.Pid).Order());
        Assert.All((int[])[200, 201, 202], pid => Assert.True(table.Deeds.IndexOf((pid, "Suspend")) < table.Deeds.FindIndex(deed => deed.Deed == "Kill"), $"pid {pid} was not suspended first"));
        Assert.DoesNotContain(table.Deeds, deed => deed.Pid == 203);
    }

    [Fact]
    public static async Task WhatMayNotBeSignalledIsReported()
    {
        var table = new FakeTable([_found]);
        table.Foreign.Add(200);
        var result = await Terminate(table, TimeSpan.FromSeconds(10));
        Assert.Equal(TerminationOutcome.NotPermitted, Assert.Single(result.Processes).Outcome);
        Assert.False(result.Succeeded);
    }

    [Fact]
    public static async Task ATerminationIsNeverAnothersVictim()
    {
        var table = new FakeTable([_found]) { Signs = [(200, ProcessSign.Terminating)] };
        Assert.Empty((await Terminate(table, TimeSpan.Zero)).Processes);
        Assert.Empty(table.Deeds);
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
        var table = new FakeTable([_found]);
        table.Now[200] = now;
        Assert.Empty((await Terminate(table, TimeSpan.FromSeconds(10))).Processes);
        Assert.Empty(table.Deeds);
    }

    private static Task<TerminationResult> Terminate(FakeTable table, TimeSpan gracePeriod) =>
        new Termination(table, TimeProvider.System, gracePeriod, "0").RunAsync([_found], [], TestContext.Current.CancellationToken);
}
