using Lifelines.Elections;
using Lifelines.Processes;
using static Lifelines.Tests.FakeTable;

namespace Lifelines.Tests.Elections;

public static class Candidates
{
    private static readonly ProcessEntry _self = Process(Self, 50);

    [Fact]
    public static void ALoserScansOnce()
    {
        var older = Process(7, 49);
        var table = new FakeTable([_self, older, Process(8, 60)]);
        Assert.Equal(older, FindHolder(table));
        Assert.Equal(1, table.Scans);
    }

    [Fact]
    public static void OfTwoThatStartedInTheSameTickTheLowerPidIsOlder()
    {
        Assert.NotNull(FindHolder(new FakeTable([_self, Process(99, 50)])));
        Assert.Null(FindHolder(new FakeTable([_self, Process(101, 50)], [_self])));
    }

    [Fact]
    public static void WhoIsAloneScansOnce()
    {
        var table = new FakeTable([_self]);
        Assert.Null(FindHolder(table));
        Assert.Equal(1, table.Scans);
    }

    [Fact]
    public static void AWinnerScansUntilTheYoungerHaveLeft()
    {
        var (first, second) = (Process(101, 60), Process(102, 61));
        var table = new FakeTable([_self, first, second], [_self, second], [_self]);
        Assert.Null(FindHolder(table));
        Assert.Equal(3, table.Scans);
    }

    [Theory]
    [InlineData(60, 31, Decision.Yield)]
    [InlineData(60, 30, Decision.Wait)]
    [InlineData(60, 0, Decision.Wait)]
    [InlineData(40, 0, Decision.Yield)]
    public static void AYoungerOneThatStaysIsTheHolder(ulong start, int secondsSeen, object decision) =>
        Assert.Equal(decision, Election.Decide(_self.Key, [new Rival(new ProcessKey(start, 200), TimeSpan.FromSeconds(secondsSeen))], Election.Patience));

    private static ProcessEntry? FindHolder(FakeTable table) => new Candidate(() => table.Find(), TimeProvider.System).FindHolder();
}
