using System.Diagnostics;

namespace Lifelines.EndToEnd.Machines;

[Needs("root", "networks", "postgres")]
public sealed class RunningOnceAcrossMachines(SharedSite shared) : IClassFixture<SharedSite>
{
    private readonly string _name = $"name-{Guid.NewGuid():N}"[..20];

    private Machine First => shared.Site.First;

    private Machine Second => shared.Site.Second;

    [Fact]
    public async Task OfTwoMachinesThatStartAtOnceExactlyOneWorks()
    {
        for (var round = 0; round < 50; round++)
        {
            var start = Stopwatch.GetTimestamp();
            using var first = Start(First);
            using var second = Start(Second);
            await Eventually.IsTrue(() => first.HasExited || second.HasExited, () => $"round {round}: neither has yielded");
            var (winner, loser) = first.HasExited ? (second, first) : (first, second);
            var log = await shared.Site.WaitForWork(winner == first ? First : Second, start);
            Assert.Equal(0, await loser.WaitForExit());
            Assert.Equal("", loser.Output);
            Assert.Equal(143, await Stop(winner));
            Assert.Equal([log.Start], shared.Site.ReadLogs().Where(other => other.Start > start).Select(other => other.Start));
        }
    }

    [Fact]
    public async Task AStartOnAnotherMachineIsSilentAndNamesTheHolderWhenAsked()
    {
        using var holder = await StartHolder();
        using var silent = Start(Second);
        Assert.Equal(0, await silent.WaitForExit());
        Assert.Equal("", silent.Output);
        using var verbose = Second.Start(["env", "LIFELINES_VERBOSE=1", .. Command()]);
        Assert.Equal(0, await verbose.WaitForExit());
        Assert.Matches($"^{_name} is already running: pid [0-9]+ on first \\(since 20.*\\)$", verbose.Output);
    }

    [Fact]
    [Needs("strace", "tracing")]
    public async Task ARedundantStartOnTheSameMachineOpensNoConnection()
    {
        using var holder = await StartHolder();
        Assert.Equal([], await Trace(First));
        Assert.Contains(await Trace(Second), line => line.Contains("connect(", StringComparison.Ordinal));
    }

    [Fact]
    [Needs("strace", "tracing")]
    public async Task AStandbyTakesOverAndFurtherStartsBesideItOpenNoConnection()
    {
        using var holder = await StartHolder();
        using var standby = Second.Start(["env", "LIFELINES_VERBOSE=1", .. Command("standby")]);
        _ = await standby.WaitForLine("is already running");
        Assert.Equal([], await Trace(Second, "standby"));
        var end = Stopwatch.GetTimestamp();
        Assert.Equal(143, await Stop(holder));
        _ = await shared.Site.WaitForWork(Second, end);
        Assert.Equal(143, await Stop(standby));
    }

    [Fact]
    public async Task AStandbyIsStoppedLikeAWorker()
    {
        using var holder = await StartHolder();
        using var standby = Second.Start(["env", "LIFELINES_VERBOSE=1", .. Command("standby")]);
        _ = await standby.WaitForLine("is already running");
        Assert.Equal(0, await Stop(standby));
    }

    [Fact]
    public async Task TheHolderElsewhereIsListedAndATerminationLeavesItAlone()
    {
        using var holder = await StartHolder();
        using var list = Second.Start([Site.Worker, "list", .. Command().Skip(1)]);
        Assert.Equal(0, await list.WaitForExit());
        Assert.Matches("^[0-9]+ first$", list.Output);
        using var terminate = Second.Start([Site.Worker, "terminate", .. Command().Skip(1)]);
        Assert.Equal(0, await terminate.WaitForExit());
        Assert.Matches("^0 ended, elsewhere: pid [0-9]+ on first", terminate.Output);
        Assert.False(holder.HasExited);
    }

    [Fact]
    public async Task WhatIsHeldWithoutATokenIsEndedWhenTheLockIsLost()
    {
        var start = Stopwatch.GetTimestamp();
        using var holder = First.Start([Site.Worker, "hold", .. Command().Skip(1)]);
        _ = await shared.Site.WaitForWork(First, start);
        _ = shared.Server.Query($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'lifeline {_name} %'");
        Assert.Equal(75, await holder.WaitForExit());
        Assert.Contains("end=lease-lost", holder.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10.77.0.1;Port=1", "Connection refused")]
    [InlineData("10.77.0.99", "")]
    public async Task WithoutTheServerNothingRuns(string host, string cause)
    {
        var start = Stopwatch.GetTimestamp();
        using var child = First.Start([Site.Worker, "postgres", $"Host={host};Username=postgres", _name, shared.Site.Stamps]);
        Assert.NotEqual(0, await child.WaitForExit());
        Assert.Contains($"{_name} does not start, since PostgreSQL at {host.Split(';')[0]}:", child.Output, StringComparison.Ordinal);
        Assert.Contains(cause, child.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(shared.Site.ReadLogs(), log => log.Start > start);
    }

    [Theory]
    [InlineData(6432, true)]
    [InlineData(6433, false)]
    [Needs("pgbouncer")]
    public async Task APoolerIsRefused(int port, bool passesOnOptions)
    {
        using var pooler = await shared.Server.StartPoolerAsync(port, passesOnOptions);
        using var child = First.Start([Site.Worker, "postgres", $"Host={Site.Address};Port={port};Username=postgres;Database=postgres", _name, shared.Site.Stamps]);
        Assert.NotEqual(0, await child.WaitForExit());
        Assert.Contains("a pooler such as PgBouncer answers, through which two can hold the same lock", child.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheSampleRunsOnOneOfTwoHosts()
    {
        var program = Site.Worker.Replace("Lifelines.SharedWorker", "TwoHosts", StringComparison.Ordinal).Replace("sharedworker", "TwoHosts", StringComparison.Ordinal);
        using var first = First.Start(program, PostgresServer.ConnectionString);
        _ = await first.WaitForLine("working");
        using var second = Second.Start(program, PostgresServer.ConnectionString);
        Assert.Equal(0, await second.WaitForExit());
        Assert.Equal("", second.Output);
        Assert.Equal(143, await Stop(first));
        Assert.StartsWith("working\ncleaned up", first.Output, StringComparison.Ordinal);
    }

    private static async Task<int> Stop(Child child)
    {
        Shell.Signal("TERM", Machine.ChildOf(child.Id));
        return await child.WaitForExit();
    }

    private IEnumerable<string> Command(params string[] behaviour) => [Site.Worker, "postgres", PostgresServer.ConnectionString, _name, shared.Site.Stamps, .. behaviour];

    private Child Start(Machine machine) => machine.Start(Command());

    private async Task<Child> StartHolder()
    {
        var start = Stopwatch.GetTimestamp();
        var child = Start(First);
        _ = await shared.Site.WaitForWork(First, start);
        return child;
    }

    /// <summary>Starts a redundant worker, and returns how it reached for the network.</summary>
    private async Task<IReadOnlyList<string>> Trace(Machine machine, params string[] behaviour)
    {
        var file = Path.Combine(shared.Site.FolderOf("traces"), Guid.NewGuid().ToString());
        using var tick = machine.Start(["strace", "-f", "-e", "trace=connect,openat", "-o", file, .. Command(behaviour)]);
        Assert.Equal(0, await tick.WaitForExit());
        var lines = await File.ReadAllLinesAsync(file);
        Assert.Contains(lines, line => line.Contains("/Lifelines.dll", StringComparison.Ordinal));
        return [.. lines.Where(line => line.Contains("AF_INET", StringComparison.Ordinal) || line.Contains("/Npgsql.dll", StringComparison.Ordinal) || line.Contains("/Lifelines.Postgres.dll", StringComparison.Ordinal))];
    }
}
