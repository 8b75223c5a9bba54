using Lifelines.Processes;

namespace Lifelines.Tests.Processes;

public static class ReadingUsage
{
    private static readonly ProcessKey _self = new(60, Environment.ProcessId);

    [Fact]
    public static void ItIsOfTheProcessThatHasThePidAfterwardsToo()
    {
        Assert.NotNull(ProcessUsage.TryRead(_self, _ => _self)!.CpuTime);
        Assert.Null(ProcessUsage.TryRead(_self, _ => _self with { StartTime = 61 }));
        Assert.Null(ProcessUsage.TryRead(_self, _ => null));
    }
}
