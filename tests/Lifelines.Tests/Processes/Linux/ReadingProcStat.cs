using System.Text;
using Lifelines.Processes.Linux;

namespace Lifelines.Tests.Processes.Linux;

public static class ReadingProcStat
{
    private const string Rest = " 1 3583 3583 0 -1 4194304 157 0 0 0 0 0 0 0 20 0 1 0 98765 2457600 512 18446744073709551615 1 1 0 0 0 0 0 0 0 0 0 0 17 1 0 0 0 0 0 0 0 0 0 0 0 0 0\n";

    [Theory]
    [InlineData("bash")]
    [InlineData("a b")]
    [InlineData("a) S 9 (b")]
    [InlineData("a\nb")]
    [InlineData(")")]
    [InlineData("(((")]
    [InlineData("")]
    public static void TheCommandMayHoldAnything(string command)
    {
        var text = Encoding.UTF8.GetBytes($"4270 ({command}) S{Rest}");
        Assert.True(ProcStat.TryParse(text, out var stat));
        Assert.Equal(new ProcStat((byte)'S', 1, 4194304, 1, 98765), stat);
        Assert.Equal(command, Encoding.UTF8.GetString(ProcStat.ShownName(text)));
    }

    [Theory]
    [InlineData('Z', true)]
    [InlineData('X', true)]
    [InlineData('x', true)]
    [InlineData('R', false)]
    [InlineData('S', false)]
    [InlineData('D', false)]
    [InlineData('T', false)]
    [InlineData('t', false)]
    [InlineData('I', false)]
    public static void OnlyZombiesAndTheDeadHaveEndedAndOnlyTheStoppedAreStopped(char state, bool hasEnded)
    {
        Assert.True(ProcStat.TryParse(Encoding.UTF8.GetBytes($"1 (x) {state}{Rest}"), out var stat));
        Assert.Equal(hasEnded, stat.HasEnded);
        Assert.Equal(state is 'T' or 't', stat.IsStopped);
    }

    [Fact]
    public static void AProcessHasEndedOnlyIfNoThreadOfItIsLeft()
    {
        Assert.True(ProcStat.TryParse(Encoding.UTF8.GetBytes($"1 (x) Z{Rest.Replace(" 20 0 1 0 ", " 20 0 8 0 ", StringComparison.Ordinal)}"), out var stat));
        Assert.Equal((true, false, 8UL), (stat.HasMainThreadEnded, stat.HasEnded, stat.Threads));
    }

    [Theory]
    [InlineData("2 (kthreadd) S 0 0 0 0 -1 2129984 0 0 0 0 0 0 0 0 20 0 1 0 3 0 0", true)]
    [InlineData("1 (init) S 0 1 1 0 -1 4194560 0 0 0 0 0 0 0 0 20 0 1 0 3 0 0", false)]
    public static void KernelThreadsAreTold(string text, bool isKernelThread)
    {
        Assert.True(ProcStat.TryParse(Encoding.UTF8.GetBytes(text), out var stat));
        Assert.Equal(isKernelThread, stat.IsKernelThread);
    }

    [Theory]
    [InlineData("")]
    [InlineData("12")]
    [InlineData("12 (x)")]
    [InlineData("12 (x) S 1 2 3")]
    [InlineData("12 (x) S y 3583 3583 0 -1 4194304 157 0 0 0 0 0 0 0 20 0 1 0 98765 0")]
    public static void WhatIsCutShortIsNoStat(string text) => Assert.False(ProcStat.TryParse(Encoding.UTF8.GetBytes(text), out _));
}
