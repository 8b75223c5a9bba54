using System.Runtime.InteropServices;
using Lifelines.Holding;

namespace Lifelines.Tests.Holding;

public static class SayingWhyItEnded
{
    private static readonly DateTimeOffset _noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.FromHours(1));

    [Fact]
    public static void EachWayToEndHasALineOfTheSameForm()
    {
        Assert.Equal("lifeline=worker pid=812 ran=3723.4 end=completed", Line(new Ending(LifelineOutcome.Completed)));
        Assert.Equal("lifeline=worker pid=812 ran=3723.4 end=stopped", Line(new Ending(LifelineOutcome.Stopped)));
        Assert.Equal("lifeline=worker pid=812 ran=3723.4 end=stopped signal=SIGTERM", Line(new Ending(LifelineOutcome.Stopped) { Signal = PosixSignal.SIGTERM }));
        Assert.Equal("lifeline=worker pid=812 ran=3723.4 end=stopped signal=SIGINT", Line(new Ending(LifelineOutcome.Stopped) { Signal = PosixSignal.SIGINT }));
        Assert.Equal("lifeline=worker pid=812 ran=3723.4 end=silent last-sign=2026-03-01T12:00:00+01:00", Line(new Ending(LifelineOutcome.Silent) { LastReport = _noon }));
        Assert.Equal("lifeline=worker pid=812 ran=3723.4 end=ran-too-long", Line(new Ending(LifelineOutcome.RanTooLong)));
        Assert.Equal("lifeline=worker pid=812 ran=3723.4 end=failed exception=System.TimeoutException message=late", Line(new Ending(LifelineOutcome.Failed) { Exception = new TimeoutException("late") }));
    }

    [Theory]
    [InlineData("late", "late")]
    [InlineData("", "\"\"")]
    [InlineData("too late", "\"too late\"")]
    [InlineData("a=b", "\"a=b\"")]
    [InlineData("no \"x\" in C:\\y", "\"no \\\"x\\\" in C:\\\\y\"")]
    [InlineData("two\nlines", "\"two\\\\u000alines\"")]
    public static void WhatAMachineCouldMisreadIsInQuotesAndOnOneLine(string message, string expected) =>
        Assert.EndsWith($" message={expected}", Line(new Ending(LifelineOutcome.Failed) { Exception = new TimeoutException(message) }), StringComparison.Ordinal);

    [Fact]
    public static void EachWayToEndHasAnExitCodeOfItsOwn()
    {
        Ending[] endings =
        [
            new(LifelineOutcome.Completed),
            new(LifelineOutcome.Stopped) { Signal = PosixSignal.SIGTERM },
            new(LifelineOutcome.Stopped) { Signal = PosixSignal.SIGINT },
            new(LifelineOutcome.Stopped) { Signal = PosixSignal.SIGHUP },
            new(LifelineOutcome.Stopped) { Signal = PosixSignal.SIGQUIT },
            new(LifelineOutcome.Silent),
            new(LifelineOutcome.RanTooLong),
        ];
        Assert.Equal([0, 143, 130, 129, 131, 70, 124], endings.Select(ExitCode.Of));
    }

    private static string Line(Ending ending) => LastLine.Format("worker", 812, TimeSpan.FromSeconds(3723.4), ending);
}
