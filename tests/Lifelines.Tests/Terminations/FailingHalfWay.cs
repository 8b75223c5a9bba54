using Lifelines.Processes;
using Lifelines.Terminations;
using static Lifelines.Tests.FakeTable;

namespace Lifelines.Tests.Terminations;

/// <summary>Whatever fails between suspending and killing, nothing stays suspended.</summary>
public static class FailingHalfWay
{
    private static readonly ProcessEntry _self = Process(Self, 50);
    private static readonly ProcessEntry _worker = Process(200, 60);

    [Fact]
    public static async Task WhatWasSuspendedIsKilledAlthoughTheProcessesCannotBeListedAnyMore()
    {
        var table = Create();
        table.OnList = list =>
        {
            if (table.Deeds.Contains((201, "Suspend")))
                throw new LifelineException($"/proc cannot be listed: Too many open files ({list}).");
        };
        var exception = await Assert.ThrowsAsync<LifelineException>(() => Terminate(table));
        Assert.Contains("Too many open files", exception.Message, StringComparison.Ordinal);
        Assert.Contains("Killed were: 200, 201, 202.", exception.Message, StringComparison.Ordinal);
        AssertNoneIsSuspended(table);
    }

    [Fact]
    public static async Task WhatThrowsSomethingElseLeavesNothingSuspendedEither()
    {
        var table = Create();
        table.OnList = _ =>
        {
            if (table.Deeds.Contains((201, "Suspend")))
                throw new InvalidOperationException("out of something");
        };
        _ = await Assert.ThrowsAsync<InvalidOperationException>(() => Terminate(table));
        AssertNoneIsSuspended(table);
    }

    [Fact]
    public static async Task WhatCannotBeOpenedIsReportedAndTheOthersAreKilled()
    {
        var table = Create();
        _ = table.Unopenable.Add(202);
        var result = await Terminate(table);
        Assert.False(result.Succeeded);
        Assert.Equal((202, TerminationOutcome.NotPermitted), (Assert.Single(result.Orphans).Process.Id, result.Orphans[0].Outcome));
        Assert.Equal([200, 201], table.Deeds.Where(deed => deed.Deed == "Kill").Select(deed => deed.Pid).Order());
        AssertNoneIsSuspended(table);
    }

    [Fact]
    public static async Task NoDescendantKeepsADescriptor()
    {
        var table = Create();
        for (var pid = 1000; pid < 1500; pid++)
            table.Children.Add(new ParentLink(new ProcessKey(70, pid), 200));

        var result = await Terminate(table);
        Assert.True(result.Succeeded);
        Assert.True(table.MostOpen <= 2, $"{table.MostOpen} were open at once");
    }

    private static FakeTable Create()
    {
        var table = new FakeTable([_self, _worker], [_self])
        {
            Children = { new ParentLink(new ProcessKey(61, 201), 200), new ParentLink(new ProcessKey(62, 202), 201) },
        };
        _ = table.Stubborn.Add(200);
        return table;
    }

    private static void AssertNoneIsSuspended(FakeTable table) =>
        Assert.All(table.Deeds.Where(deed => deed.Deed == "Suspend"), deed => Assert.Contains((deed.Pid, "Kill"), table.Deeds));

    private static Task<TerminationResult> Terminate(FakeTable table) =>
        new Termination(table, TimeProvider.System, TimeSpan.Zero, "0", new Descendants(table, _self.Key, process => process.Tag is not null))
            .RunAsync(() => table.Find(_ => true), TestContext.Current.CancellationToken);
}
