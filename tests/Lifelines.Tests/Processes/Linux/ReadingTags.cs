using Lifelines.Processes;

namespace Lifelines.Tests.Processes.Linux;

public static class ReadingTags
{
    private const uint PidNamespace = 42;

    private static readonly ProcessKey _worker = new(60, 150);

    [Fact]
    public static void TheEnvironmentShowsTheWorkerThatStartedAProcess()
    {
        using var proc = Create($"PATH=/bin\0LIFELINE={Format(PidNamespace)}\0");
        var process = proc.Open().TryReadTagged(200)!;
        Assert.Equal((_worker, "7", false), (process.Tag!.Worker, process.UserId, process.IsOptedOut));
        Assert.Equal([200], proc.Open().ListTagged().Where(other => other.Tag is not null).Select(other => other.Key.Pid));
    }

    [Theory]
    [InlineData("LIFELINE=\0", true)]
    [InlineData("LIFELINE=no\0", true)]
    [InlineData("MY_LIFELINE=no\0", false)]
    [InlineData("", false)]
    public static void AVariableThatIsNoTagOptsOut(string environment, bool isOptedOut)
    {
        using var proc = Create(environment);
        var process = proc.Open().TryReadTagged(200)!;
        Assert.Null(process.Tag);
        Assert.Equal(isOptedOut, process.IsOptedOut);
    }

    [Fact]
    public static void TheTagOfAnotherPidNamespaceNamesAnotherWorker()
    {
        using var proc = Create($"LIFELINE={Format(43)}\0");
        Assert.Equal((null, false), (proc.Open().TryReadTagged(200)!.Tag, proc.Open().TryReadTagged(200)!.IsOptedOut));
    }

    [Theory]
    [InlineData(60, 'S', true)]
    [InlineData(60, 'T', true)]
    [InlineData(60, 'Z', false)]
    [InlineData(61, 'S', false)]
    public static void AWorkerRunsIfItIsThereAndNotAnotherWithItsPid(ulong start, char state, bool isRunning)
    {
        using var proc = new FakeProc();
        Assert.Equal(isRunning, proc.Add(150, "worker\0", state, start: start).Open().IsRunning(_worker));
    }

    [Fact]
    public static void OneThatIsGoneDoesNot()
    {
        using var proc = new FakeProc();
        Assert.False(proc.Open().IsRunning(_worker));
    }

    private static string Format(uint pidNamespace) => new ProcessTag(7, pidNamespace, _worker, []).Format();

    private static FakeProc Create(string environment) =>
        new FakeProc().Link(FakeProc.Self, "ns/pid", $"pid:[{PidNamespace}]").Add(200, "sh\0", user: 7).AddEnvironment(200, environment);
}
