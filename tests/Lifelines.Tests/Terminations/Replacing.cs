using Lifelines.Processes;
using Lifelines.Terminations;
using static Lifelines.Tests.FakeTable;

namespace Lifelines.Tests.Terminations;

/// <summary>Ending a holder that was stopped for too long.</summary>
public static class Replacing
{
    private static readonly ProcessEntry _self = Process(Self, 50);
    private static readonly ProcessEntry _holder = Process(7, 40) with { IsStopped = true };

    [Fact]
    public static void ItIsKilledWithoutBeingAsked()
    {
        var table = new FakeTable([_self, _holder]);
        Assert.True(Replace(table, isOverdue: true));
        Assert.Contains((7, "Kill"), table.Deeds);
        Assert.DoesNotContain((7, nameof(IProcessHandle.RequestExit)), table.Deeds);
    }

    [Fact]
    public static void WhoGoesOnInBetweenIsLeft()
    {
        var table = new FakeTable([_self, _holder]);
        Assert.False(Replace(table, isOverdue: false));
        Assert.Equal([(7, "Suspend"), (7, "Resume")], table.Deeds);
    }

    [Fact]
    public static void AnotherProcessWithItsPidIsNotSignalled()
    {
        var table = new FakeTable([_self, _holder]) { Now = { [7] = Process(7, 60) } };
        Assert.True(Replace(table, isOverdue: true));
        Assert.Empty(table.Deeds);
    }

    [Fact]
    public static void WhoMayNotIsToldSo()
    {
        var table = new FakeTable([_self, _holder]) { Foreign = { 7 } };
        Assert.Contains("Process 7 has been stopped for longer than it may be silent, and is not yours to end", Assert.Throws<LifelineException>(() => Replace(table, isOverdue: true)).Message, StringComparison.Ordinal);
    }

    private static bool Replace(FakeTable table, bool isOverdue) =>
        new Replacement(table, TimeProvider.System, new Descendants(table, _self.Key, _ => false)).TryEnd(_holder, () => isOverdue);
}
