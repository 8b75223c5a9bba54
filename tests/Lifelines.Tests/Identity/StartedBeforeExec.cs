using Lifelines.Tests.Processes.Linux;

namespace Lifelines.Tests.Identity;

/// <summary>The table of docs/how-it-decides.md: who is a part of whom, if both have the command of the lifeline.</summary>
public static class StartedBeforeExec
{
    private const uint Forked = 0x0040_0040;

    [Theory]
    [InlineData(120, 0u, false)]
    [InlineData(120, Forked, false)]
    [InlineData(110, 0u, true)]
    [InlineData(110, Forked, false)]
    [InlineData(105, 0u, true)]
    [InlineData(105, Forked, true)]
    public static void ADescendantIsARivalIfItIsNotYoungerThanTheProgram(ulong start, uint flags, bool isRival)
    {
        using var proc = new FakeProc();
        _ = proc.Remove(100).Add(100, "worker\0a\0", start: 100, programStart: 110).Add(200, "worker\0a\0", parent: 100, flags: flags == 0 ? 0x0040_0000 : flags, start: start);
        Assert.Equal(isRival ? [200] : [], proc.Open().Find().Others.Pids());
    }

    [Theory]
    [InlineData(120, false)]
    [InlineData(110, false)]
    [InlineData(105, true)]
    public static void AnAncestorIsEndedIfItsProgramDidNotStartThisProcess(ulong start, bool isEnded)
    {
        using var proc = new FakeProc();
        _ = proc.Remove(100).Add(100, "worker\0stop\0", parent: 50, start: start).Add(50, "worker\0x\0", start: 50, programStart: 110);
        Assert.Equal(isEnded ? [50] : [], proc.Open().Find(arguments => arguments is ["x"]).InstancesToEnd.Pids());
    }

    [Fact]
    public static void WithoutAnyOtherThreadItIsNotKnownAndSoARival()
    {
        using var proc = new FakeProc();
        Directory.Delete(Path.Combine(proc.Root, "100", "task", "500100"), recursive: true);
        Assert.Equal([200], proc.Add(200, "worker\0a\0", parent: 100).Open().Find().Others.Pids());
    }

    [Fact]
    public static void WhoLeftIsNoRivalNorIsItsFork()
    {
        using var proc = new FakeProc();
        _ = proc.Add(50, "worker\0a\0", comm: "lifeline-left").Add(60, "worker\0a\0", parent: 50, flags: Forked).Add(70, "worker\0a\0", parent: 50);
        Assert.Equal([70], proc.Open().Find().Others.Pids());
    }
}
