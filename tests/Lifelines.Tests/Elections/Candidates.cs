using Lifelines.Elections;
using Lifelines.Identity;
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
    public static void ItYieldsToTheOldestWhateverTheOrder()
    {
        var oldest = Process(9, 40);
        Assert.Equal(oldest, FindHolder(new FakeTable([_self, Process(7, 45), oldest, Process(8, 49)])));
    }

    [Fact]
    public static void OneThatReusesThePidOfAYoungerOneHasNotStayed()
    {
        var table = new FakeTable([_self, Process(101, 60)], [_self, Process(101, 70)], [_self]);
        var clock = new FakeClock();
        Assert.Null(new Candidate(Scan, clock).FindHolder());
        Assert.Equal(3, table.Scans);

        Members Scan()
        {
            clock.Advance(31);
            return table.Find();
        }
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

    [Fact]
    public static void ALauncherOfTheSameNameIsNoRivalOnceItIsSureThatItRunsNoDotNet()
    {
        var launcher = Process(7, 40);
        var self = _self with { Ancestors = [new ParentLink(launcher.Key, ParentPid: 1)] };
        var table = new FakeTable([self, launcher]) { Launchers = { 7 } };
        Assert.Null(FindHolderASecondEachScan(table));

        // Four times, since the first look is not a second after another.
        Assert.Equal(4, table.Scans);
    }

    [Fact]
    public static void TheLauncherOfAnotherIsNoneEither()
    {
        var launcher = Process(7, 40);
        var launched = Process(8, 45) with { Ancestors = [new ParentLink(launcher.Key, ParentPid: 1)] };
        Assert.Equal(launched, FindHolder(new FakeTable([_self, launcher, launched]) { Launchers = { 7 } }));
    }

    [Fact]
    public static void WhatStartsDotNetAfterItsExecIsARival()
    {
        var ancestor = Process(7, 40);
        var self = _self with { Ancestors = [new ParentLink(ancestor.Key, ParentPid: 1)] };
        var table = new FakeTable([self, ancestor]) { Launchers = { 7 } };
        Assert.Contains("Process 7 started this process", Assert.Throws<LifelineException>(() => FindHolderASecondEachScan(table, launchersUntil: 3)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public static void ToYieldToAnAncestorAloneIsAnError()
    {
        var ancestor = Process(7, 40);
        var self = _self with { Ancestors = [new ParentLink(ancestor.Key, ParentPid: 1)] };
        Assert.Contains("Process 7 started this process and has the same command: worker a", Assert.Throws<LifelineException>(() => FindHolder(new FakeTable([self, ancestor]))).Message, StringComparison.Ordinal);

        var other = Process(8, 45);
        Assert.Equal(ancestor, FindHolder(new FakeTable([self, ancestor, other])));
    }

    private static ProcessEntry? FindHolder(FakeTable table) => new Candidate(() => table.Find(), TimeProvider.System).FindHolder();

    private static ProcessEntry? FindHolderASecondEachScan(FakeTable table, int launchersUntil = int.MaxValue)
    {
        var clock = new FakeClock();
        return new Candidate(Scan, clock).FindHolder();

        Members Scan()
        {
            if (table.Scans == launchersUntil)
                table.Launchers.Clear();

            clock.Advance(1);
            return table.Find();
        }
    }
}
