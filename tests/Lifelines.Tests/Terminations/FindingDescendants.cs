using Lifelines.Processes;
using Lifelines.Terminations;
using static Lifelines.Tests.FakeTable;

namespace Lifelines.Tests.Terminations;

public static class FindingDescendants
{
    private static readonly ProcessEntry _self = Process(Self, 50);
    private static readonly ProcessKey _ended = new(60, 200);

    [Fact]
    public static void ThoseOfAWorkerThatHasEndedAndTheirChildren() =>
        Assert.Equal([201, 202, 203], Find(Tagged(201, 70, _ended), Untagged(202, 71, parent: 201), Untagged(203, 72, parent: 202), Untagged(204, 73)));

    [Fact]
    public static void NotThoseOfAWorkerThatLives() =>
        Assert.Empty(Find(Tagged(200, 60, _ended), Tagged(201, 70, _ended)));

    [Fact]
    public static void NotThoseOfAWorkerOfAnotherLifeline()
    {
        var other = Tagged(201, 70, _ended);
        Assert.Empty(Find(other with { Tag = other.Tag! with { Identity = 8 } }));
    }

    [Fact]
    public static void NotThoseOfAWorkerThatStartedSinceThePassBegan()
    {
        var worker = new ProcessKey(80, 300);
        var table = new FakeTable([_self]);
        table.Tagged.Add(Tagged(301, 90, worker));
        table.OnListed = () => table.Tagged.Add(Tagged(300, 80, worker));
        Assert.Empty(Find(table));
    }

    [Fact]
    public static void NotWhatIsOlderThanTheWorkerThatItNames() => Assert.Empty(Find(Tagged(201, 59, _ended)));

    [Fact]
    public static void NotWhatOptedOutNorWhatThatStarted() =>
        Assert.Equal([201], Find(Tagged(201, 70, _ended), Tagged(202, 71, null, parent: 201, isOptedOut: true), Tagged(203, 72, _ended, parent: 202)));

    [Fact]
    public static void NotAnotherWorkerNorWhatThatStarted() =>
        Assert.Equal([201], Find(Tagged(201, 70, _ended), Tagged(202, 71, new ProcessKey(71, 202), parent: 201), Untagged(203, 72, parent: 202)));

    [Fact]
    public static void NotWhatThisProcessStarted() => Assert.Empty(Find(Tagged(201, 70, _ended, parent: Self)));

    [Fact]
    public static void NotAnAncestorNorWhatATaggedAncestorStarted()
    {
        var table = new FakeTable([_self with { ParentPid = 40 }]);
        table.Tagged.AddRange([Tagged(40, 45, new ProcessKey(41, 39)), Tagged(201, 70, new ProcessKey(41, 39), parent: 40), Tagged(202, 70, _ended)]);
        Assert.Equal([202], Find(table));
    }

    [Fact]
    public static void WhatAWorkerStartedIsKnownAfterItsEndWithoutATag()
    {
        var worker = Process(200, 60);
        var table = new FakeTable([_self, worker]);
        table.Children.Add(new ParentLink(new ProcessKey(60, 150), 200));
        var descendants = Create(table);
        descendants.Add(worker);
        Assert.Equal([150], descendants.Find().Select(found => found.Key.Pid));

        table.Deeds.Add((200, nameof(IProcessHandle.Kill)));
        table.Children[0] = table.Children[0] with { ParentPid = 1 };
        Assert.Equal([150], descendants.Find().Select(found => found.Key.Pid));
    }

    [Fact]
    public static void NotWhatAPidStartedBeforeItCalledExec()
    {
        var worker = Process(200, 60) with { ReadProgramStart = () => 80 };
        var table = new FakeTable([_self, worker]);
        table.Children.AddRange([new ParentLink(new ProcessKey(79, 201), 200), new ParentLink(new ProcessKey(81, 202), 200)]);
        var descendants = Create(table);
        descendants.Add(worker);
        Assert.Equal([202], descendants.Find().Select(found => found.Key.Pid));
    }

    private static IEnumerable<int> Find(params TaggedProcess[] processes)
    {
        var table = new FakeTable([_self]);
        table.Tagged.AddRange(processes);
        return Find(table);
    }

    private static IEnumerable<int> Find(FakeTable table) => Create(table).Find().Select(found => found.Key.Pid).Order();

    private static Descendants Create(FakeTable table) => new(table, _self.Key, process => process.Tag!.Identity == 7);

    private static TaggedProcess Untagged(int pid, ulong start, int parent = 1) => Tagged(pid, start, null, parent);

    private static TaggedProcess Tagged(int pid, ulong start, ProcessKey? worker, int parent = 1, bool isOptedOut = false) =>
        new(new ParentLink(new ProcessKey(start, pid), parent), worker is { } key ? new ProcessTag(7, 1, key, []) : null, "0", isOptedOut);
}
