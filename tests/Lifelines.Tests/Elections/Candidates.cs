using Lifelines.Processes;
using static Lifelines.Tests.FakeTable;

namespace Lifelines.Tests.Elections;

public static class Candidates
{
    private static readonly ProcessEntry _self = Process(Self, 50);

    [Fact]
    public static void ALoserLooksOnce()
    {
        var older = Process(7, 49);
        var table = new FakeTable([_self, older, Process(8, 60)]);
        Assert.False(new Candidate(table, new LifelineOptions()).TryHold(out var holder));
        Assert.Equal(older, holder);
        Assert.Equal(1, table.Looks);
    }

    [Fact]
    public static void OfTwoThatStartedInTheSameTickTheLowerPidIsOlder()
    {
        Assert.False(new Candidate(new FakeTable([_self, Process(99, 50)]), new LifelineOptions()).TryHold(out _));
        Assert.True(new Candidate(new FakeTable([_self, Process(101, 50)], [_self]), new LifelineOptions()).TryHold(out _));
    }

    [Fact]
    public static void WhoIsAloneLooksOnce()
    {
        var table = new FakeTable([_self]);
        Assert.True(new Candidate(table, new LifelineOptions()).TryHold(out var holder));
        Assert.Null(holder);
        Assert.Equal(1, table.Looks);
    }

    [Fact]
    public static void AWinnerLooksUntilTheYoungerHaveLeft()
    {
        var (first, second) = (Process(101, 60), Process(102, 61));
        var table = new FakeTable([_self, first, second], [_self, second], [_self]);
        Assert.True(new Candidate(table, new LifelineOptions()).TryHold(out _));
        Assert.Equal(3, table.Looks);
    }

    [Theory]
    [InlineData(60, 31, Vote.Yield)]
    [InlineData(60, 30, Vote.Wait)]
    [InlineData(60, 0, Vote.Wait)]
    [InlineData(40, 0, Vote.Yield)]
    public static void AYoungerOneThatStaysIsTheHolder(ulong start, int secondsSeen, object vote) =>
        Assert.Equal(vote, Election.Decide(_self.Key, [new Rival(new ProcessKey(start, 200), TimeSpan.FromSeconds(secondsSeen))], Election.Patience));
}
