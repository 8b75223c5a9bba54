using Lifelines.Processes.Ps;
using Lifelines.Tests.Processes.Linux;

namespace Lifelines.Tests;

/// <summary>Any local user can start a process with any command line.</summary>
public static class PrintingWhatOthersSay
{
    // A terminal sequence, C1's, a line that looks like ours, writing from right to left, an invisible character, a tag.
    private const string Evil = "a\u001b]0;x\u0007\u009b2J\nall is well\r\u202eb\u200bc\u2028\U000e0041\ufeff\u007f";
    private const string Escaped = @"a\u001b]0;x\u0007\u009b2J\u000aall is well\u000d\u202eb\u200bc\u2028\U000e0041\ufeff\u007f";

    [Theory]
    [InlineData(Evil, Escaped)]
    [InlineData("grün 世界 😀 c:\\x a\ufffdb", "grün 世界 😀 c:\\x a\ufffdb")]
    [InlineData("", "")]
    public static void WhatATerminalObeysIsEscaped(string text, string printed) => Assert.Equal(printed, Printable.Escape(text));

    [Fact]
    public static void HalfACharacterIsEscaped() => Assert.Equal(@"a\ud83db", Printable.Escape("a\ud83d" + "b"));

    [Fact]
    public static void AProcessIsOneLine()
    {
        var process = new LifelineProcess { Id = 7, User = "deploy", CommandLine = ["worker", Evil] };
        Assert.EndsWith($": worker {Escaped}", process.ToString(), StringComparison.Ordinal);
        Assert.EndsWith($": worker {Escaped}", new LifelineEvent("worker", LifelineOutcome.AlreadyRunning, process).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public static void ErrorsQuoteItEscaped()
    {
        using var proc = new FakeProc();
        File.WriteAllText(Path.Combine(proc.Add(200, "worker\0").Root, "200", "stat"), Evil);
        Assert.Contains(Escaped, Assert.Throws<LifelineException>(() => proc.Open().Scan("worker")).Message, StringComparison.Ordinal);
        Assert.Contains(Escaped, Assert.Throws<LifelineException>(() => PsLine.Parse(Evil)).Message, StringComparison.Ordinal);
        Assert.Contains(Escaped, Assert.Throws<LifelineException>(() => PsLine.ParseBusyBox(Evil)).Message, StringComparison.Ordinal);
    }
}
