using Lifelines.Processes;
using Lifelines.Terminations;
using static Lifelines.Tests.FakeTable;

namespace Lifelines.Tests.Terminations;

/// <summary>Several terminations of one lifeline: the worker is asked once, but never killed without.</summary>
public static class TakingTurns
{
    private const string Own = "1000";
    private const string Stranger = "1001";

    private static readonly Func<FakeTable, ProcessEntry, Victim> _open = (table, process) => new Victim(process, table.TryOpen(process)!);
    private static readonly ProcessEntry _worker = Process(200, 60) with { UserId = Own };

    [Fact]
    public static void AloneItAsksAtOnce() => Assert.True(IsAsked(new FakeTable(), 0));

    [Fact]
    public static void ItAsksOnce()
    {
        var table = new FakeTable();
        using var handle = table.TryOpen(_worker)!;
        using var victim = new Victim(_worker, handle);
        var turn = new Turn(table, Own, [], TimeSpan.FromSeconds(10));
        turn.Request(victim, TimeSpan.Zero);
        turn.Request(victim, TimeSpan.FromSeconds(9));
        Assert.Equal([(200, "RequestExit")], table.Deeds);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(8.9, false)]
    [InlineData(9, true)]
    public static void WhileAnEarlierOneRunsItAsksOnlyBeforeItKills(double seconds, bool isAsked)
    {
        Assert.Equal(isAsked, IsAsked(new FakeTable(), seconds, Termination(Own)));
        Assert.Equal(isAsked, IsAsked(new FakeTable { Signs = null }, seconds, Termination(Own)));
    }

    [Theory]
    [InlineData(9.9, false)]
    [InlineData(10, true)]
    public static void OneThatHangsIsNotWaitedForEver(double seconds, bool isAsked) =>
        Assert.Equal(isAsked, IsAsked(new FakeTable(), seconds, Timeout.InfiniteTimeSpan, Termination(Own)));

    [Theory]
    [InlineData(Own, false, 9.9, false)]
    [InlineData(Own, false, 10, true)]
    [InlineData(Own, true, 0, true)]
    [InlineData(Stranger, false, 0, true)]
    public static void NorIsItWaitedForEverBeforeWhatIsLeftIsEnded(string user, bool hasExited, double seconds, bool hasCome)
    {
        var turn = CreateTurn(new FakeTable(), Timeout.InfiniteTimeSpan, Termination(user, hasExited));
        Assert.Equal(hasCome, turn.HasCome(TimeSpan.FromSeconds(seconds)));
    }

    [Theory]
    [InlineData("0", true)]
    [InlineData("root", true)]
    [InlineData(Own, true)]
    [InlineData(Stranger, false)]
    public static void OnlyOneWhoMaySignalCounts(string user, bool counts) => Assert.Equal(!counts, IsAsked(new FakeTable(), 0, Termination(user)));

    [Fact]
    public static void WhoWasToldToStopIsNotToldAgain()
    {
        var table = new FakeTable { Signs = [(200, ProcessSign.Stopping)] };
        Assert.False(IsAsked(table, 0));
        Assert.False(IsAsked(table, 3600));
        Assert.False(IsAsked(table, 0, Termination(Own, hasExited: true)));
    }

    [Fact]
    public static void WhereAProcessCanShowThatItWasToldOneThatDoesNotIsAskedWhenTheEarlierOneHasEnded() =>
        Assert.True(IsAsked(new FakeTable(), 0, Termination(Own, hasExited: true)));

    [Theory]
    [InlineData(70, 0, false)]
    [InlineData(70, 9, true)]
    [InlineData(50, 0, true)]
    public static void ElsewhereOneThatHasFoundItHasAskedItAlsoIfItHasEnded(ulong start, double seconds, bool isAsked) =>
        Assert.Equal(isAsked, IsAsked(new FakeTable { Signs = null }, seconds, Termination(Own, hasExited: true, start)));

    private static (ProcessEntry Process, bool HasExited) Termination(string user, bool hasExited = false, ulong start = 70) =>
        (Process(150, start, "worker\0terminate\0") with { UserId = user }, hasExited);

    private static bool IsAsked(FakeTable table, double seconds, params (ProcessEntry, bool)[] earlier) => IsAsked(table, seconds, TimeSpan.FromSeconds(10), earlier);

    private static bool IsAsked(FakeTable table, double seconds, TimeSpan gracePeriod, params (ProcessEntry Process, bool HasExited)[] earlier)
    {
        using var victim = _open(table, _worker);
        CreateTurn(table, gracePeriod, earlier).Request(victim, TimeSpan.FromSeconds(seconds));
        return table.Deeds.Contains((200, "RequestExit"));
    }

    private static Turn CreateTurn(FakeTable table, TimeSpan gracePeriod, params (ProcessEntry Process, bool HasExited)[] earlier)
    {
        foreach (var (process, _) in earlier.Where(other => other.HasExited))
            table.Deeds.Add((process.Pid, "Kill"));

        return new Turn(table, Own, [.. earlier.Select(other => _open(table, other.Process))], gracePeriod);
    }
}
