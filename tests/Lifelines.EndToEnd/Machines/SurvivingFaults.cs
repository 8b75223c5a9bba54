namespace Lifelines.EndToEnd.Machines;

/// <summary>A worker works on one machine and one stands by on another; then something happens.</summary>
[Needs("root", "networks", "postgres", "redis", "ps")]
public static class SurvivingFaults
{
    // The server frees a lock after 30 s without a packet, and the machine may be busy.
    private static readonly TimeSpan _soon = TimeSpan.FromSeconds(8);

    private static readonly Lazy<Dictionary<string, Task<Fault>>> _faults = new(Faults.StartAll);

    [Fact]
    public static async Task AKilledHolderIsReplacedAtOnce()
    {
        var fault = await Find(Faults.Killed);
        Assert.InRange(fault.Acquired!.Value, TimeSpan.Zero, _soon);
        Assert.Equal(TimeSpan.Zero, fault.Overlap);
    }

    [Fact]
    public static async Task WithoutTheServerNobodyWorks()
    {
        var fault = await Find(Faults.Stopped);
        AssertTold(fault, _soon);
        Assert.Null(fault.Acquired);
    }

    [Theory]
    [InlineData(Faults.RestartedFast)]
    [InlineData(Faults.RestartedSlowly)]
    public static async Task ARestartedServerGivesTheLockToOneWhenTheOtherHasStopped(string name)
    {
        var fault = await Find(name);
        AssertTold(fault, _soon);
        Assert.InRange(fault.Acquired!.Value, TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(60));
        Assert.Equal(TimeSpan.Zero, fault.Overlap);
    }

    [Fact]
    public static async Task AHolderThatIsCutOffStopsBeforeAnotherWorks()
    {
        var fault = await Find(Faults.CutOff);
        AssertTold(fault, TimeSpan.FromSeconds(15));
        Assert.InRange(fault.Acquired!.Value, TimeSpan.FromSeconds(27), TimeSpan.FromSeconds(60));
        Assert.Equal(TimeSpan.Zero, fault.Overlap);
        Assert.Contains("faults has lost its lock, which other hosts may have now, and is told to end: the server has not answered for 10 s", fault.Output, StringComparison.Ordinal);
    }

    [Fact]
    public static async Task AnActionThatDoesNotStopIsEndedWithItsChildren()
    {
        var fault = await Find(Faults.CutOffStubborn);
        AssertTold(fault, TimeSpan.FromSeconds(15));
        Assert.Equal(TimeSpan.Zero, fault.Overlap);
        Assert.False(fault.HasLeftChildren);
        Assert.Contains("end=lease-lost", fault.Output, StringComparison.Ordinal);
    }

    [Fact]
    public static async Task APausedHolderKeepsTheLock()
    {
        var fault = await Find(Faults.Paused);
        Assert.Null(fault.Told);
        Assert.Null(fault.Acquired);
        Assert.Null(fault.ExitCode);
    }

    [Fact]
    public static async Task AConnectionThatTheServerEndsIsALostLock()
    {
        var fault = await Find(Faults.Ended);
        AssertTold(fault, _soon);
        Assert.Equal(TimeSpan.Zero, fault.Overlap);
    }

    [Fact]
    public static async Task OnRedisAnotherWorksWhenTheLeaseIsOver() =>
        Assert.InRange((await Find(Faults.RedisKilled)).Acquired!.Value, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(90));

    /// <summary>Which may be too late: Redis does not exclude.</summary>
    [Fact]
    public static async Task OnRedisAHolderThatIsCutOffIsTold() => AssertTold(await Find(Faults.RedisCutOff), TimeSpan.FromSeconds(60));

    private static Task<Fault> Find(string name) => _faults.Value[name];

    private static void AssertTold(Fault fault, TimeSpan within)
    {
        Assert.InRange(fault.Told!.Value, TimeSpan.Zero, within);
        Assert.Equal(75, fault.ExitCode);
    }
}
