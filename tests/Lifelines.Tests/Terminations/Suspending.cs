using Lifelines.Processes;
using Lifelines.Terminations;
using static Lifelines.Tests.FakeTable;

namespace Lifelines.Tests.Terminations;

public static class Suspending
{
    private static readonly ProcessEntry _worker = Process(200, 60) with { ParentPid = 150 };

    /// <summary>Job control, as of sudo: a parent that sees its child suspended suspends itself.</summary>
    [Theory]
    [InlineData(false, 55, true)]
    [InlineData(true, 55, false)]
    [InlineData(false, 99, false)]
    public static void AParentThatSuspendedItselfForItsChildIsResumed(bool wasStopped, ulong startNow, bool isResumed)
    {
        var table = new FakeTable([_worker]);
        table.Children.Add(new ParentLink(new ProcessKey(55, 150), 1) { IsStopped = wasStopped });
        Kill(table, TimeProvider.System, () =>
        {
            table.Children[0] = new ParentLink(new ProcessKey(startNow, 150), 1) { IsStopped = true };
            return [];
        });
        Assert.Equal(isResumed, table.Deeds.Contains((150, "Resume")));
    }

    [Fact]
    public static void WhatStartsOthersFasterThanTheyAreSuspendedIsKilledAllTheSame()
    {
        var table = new FakeTable([_worker]);
        var clock = new FakeClock();
        var looks = 0;
        Kill(table, clock, () =>
        {
            Assert.InRange(++looks, 1, 100);
            clock.Advance(1);
            table.Children.Add(new ParentLink(new ProcessKey(70, 1000 + looks), 200));
            return [new Descendant(new TaggedProcess(table.Children[^1]), _worker.Key)];
        });
        Assert.Contains((200, "Kill"), table.Deeds);
        Assert.Equal(5, looks);
    }

    private static void Kill(FakeTable table, TimeProvider clock, Func<IReadOnlyList<Descendant>> find)
    {
        using var handle = table.TryOpen(_worker)!;
        using var victim = new Victim(_worker, handle);
        new Killing(table, new Opening(table), clock).Kill([victim], find, _ => { }, _ => { });
    }
}
