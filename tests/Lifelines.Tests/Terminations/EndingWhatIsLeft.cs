using Lifelines.Processes;
using Lifelines.Terminations;
using static Lifelines.Tests.FakeTable;

namespace Lifelines.Tests.Terminations;

/// <summary>What a worker that has ended had started.</summary>
public static class EndingWhatIsLeft
{
    private static readonly TaggedProcess _orphan = new(new ParentLink(new ProcessKey(70, 200), 1), new ProcessTag(7, 1, new ProcessKey(60, 150), []));

    [Fact]
    public static async Task ItIsAskedToExit()
    {
        var table = Create();
        Assert.Equal(TerminationOutcome.Stopped, Assert.Single(await End(table, TimeSpan.FromSeconds(10))).Outcome);
        Assert.Equal([(200, "RequestExit")], table.Deeds);
    }

    [Fact]
    public static async Task TheStubbornIsKilled()
    {
        var table = Create();
        _ = table.Stubborn.Add(200);
        Assert.Equal(TerminationOutcome.Killed, Assert.Single(await End(table, TimeSpan.Zero)).Outcome);
    }

    [Fact]
    public static async Task WhatMayNotBeSignalledIsNotWaitedFor()
    {
        var table = Create();
        _ = table.Foreign.Add(200);
        table.OnList = list => Assert.InRange(list, 1, 100);
        Assert.Equal(TerminationOutcome.NotPermitted, Assert.Single(await End(table, Timeout.InfiniteTimeSpan)).Outcome);
    }

    [Fact]
    public static async Task OneThatTheFirstLookMissedIsEndedToo()
    {
        var table = new FakeTable([Process(Self, 50)]);
        table.OnList = list =>
        {
            if (list == 2)
                table.Tagged.Add(_orphan);
        };
        Assert.Equal(TerminationOutcome.Stopped, Assert.Single(await End(table, TimeSpan.FromSeconds(10))).Outcome);
    }

    private static FakeTable Create()
    {
        var table = new FakeTable([Process(Self, 50)]);
        table.Tagged.Add(_orphan);
        return table;
    }

    private static async Task<IReadOnlyCollection<EndedProcess>> End(FakeTable table, TimeSpan gracePeriod)
    {
        var orphans = new Orphans(table, TimeProvider.System, gracePeriod, new Descendants(table, new ProcessKey(50, Self), _ => true));
        await orphans.EndAsync(TimeSpan.MaxValue, TestContext.Current.CancellationToken);
        return orphans.Ended;
    }
}
