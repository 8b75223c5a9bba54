using Lifelines.Holding;

namespace Lifelines.Tests.Holding;

public static class JudgingSilence
{
    private static readonly TimeSpan _minute = TimeSpan.FromMinutes(1);

    [Fact]
    public static void SilenceIsJudgedOnlyWhenItHasLastedForLonger()
    {
        var (clock, context) = (new FakeClock(), new LifelineContext());
        var pulse = new Pulse(new Limits(_minute, null, null), clock, clock.GetTimestamp(), context);
        Assert.Null(LookFor(pulse, clock, 60));
        Assert.Equal(LifelineOutcome.Silent, LookFor(pulse, clock, 6));
    }

    [Fact]
    public static void EachSignOfLifeBeginsItAnew()
    {
        var (clock, context) = (new FakeClock(), new LifelineContext());
        var pulse = new Pulse(new Limits(_minute, null, null), clock, clock.GetTimestamp(), context);
        for (var i = 0; i < 10; i++)
        {
            Assert.Null(LookFor(pulse, clock, 54));
            context.ReportAlive();
            Assert.Null(LookFor(pulse, clock, 6));
        }

        Assert.Equal(LifelineOutcome.Silent, LookFor(pulse, clock, 66));
    }

    /// <summary>A process that was stopped, on a machine that slept or was overloaded: its action could not report either.</summary>
    [Fact]
    public static void TimeInWhichTheProcessItselfDidNotRunDoesNotCount()
    {
        var (clock, context) = (new FakeClock(), new LifelineContext());
        var pulse = new Pulse(new Limits(_minute, null, null), clock, clock.GetTimestamp(), context);
        clock.Advance(3600);
        Assert.Null(pulse.Look());
        Assert.Null(LookFor(pulse, clock, 48));
        Assert.Equal(LifelineOutcome.Silent, LookFor(pulse, clock, 6));
    }

    [Fact]
    public static void WhoSaidHowLongItTakesToStopMayBeSilentForSoLong()
    {
        var (clock, context) = (new FakeClock(), new LifelineContext());
        var pulse = new Pulse(new Limits(_minute, null, null), clock, clock.GetTimestamp(), context);
        Assert.Null(LookFor(pulse, clock, 54));
        context.ReportStopping(2 * _minute);
        Assert.Null(LookFor(pulse, clock, 120));
        Assert.Equal(LifelineOutcome.Silent, LookFor(pulse, clock, 12));
        context.ReportStopping(Timeout.InfiniteTimeSpan);
        Assert.Null(LookFor(pulse, clock, 3600));
        Assert.Null(pulse.Deadline);
    }

    [Fact]
    public static void TheRunTimeEndsWhateverWasReported()
    {
        var (clock, context) = (new FakeClock(), new LifelineContext());
        var pulse = new Pulse(new Limits(null, 60 * _minute, null), clock, clock.GetTimestamp(), context);
        Assert.Equal(TimeSpan.FromHours(1), pulse.UntilNextLook);
        clock.Advance(3599);
        context.ReportAlive();
        Assert.Null(pulse.Look());
        Assert.Equal(TimeSpan.FromSeconds(1), pulse.UntilNextLook);
        clock.Advance(1);
        Assert.Equal(LifelineOutcome.RanTooLong, pulse.Look());
    }

    [Fact]
    public static void WhatOthersSeeIsWhenItWouldHaveBeenStoppedForLonger()
    {
        var (clock, context) = (new FakeClock(), new LifelineContext());
        clock.Advance(1000);
        var pulse = new Pulse(new Limits(_minute, null, null), clock, clock.GetTimestamp(), context);
        Assert.Equal(TimeSpan.FromSeconds(1066), pulse.Deadline);
        Assert.Equal(TimeSpan.FromSeconds(6), pulse.UntilNextLook);
        Assert.Null(LookFor(pulse, clock, 12));
        Assert.Equal(TimeSpan.FromSeconds(1078), pulse.Deadline);
    }

    [Fact]
    public static void TheLongestTimesAreNoError()
    {
        var (clock, context) = (new FakeClock(), new LifelineContext());
        clock.Advance(1000);
        var pulse = new Pulse(new Limits(TimeSpan.MaxValue, TimeSpan.MaxValue, null), clock, clock.GetTimestamp(), context);
        Assert.InRange(pulse.Deadline!.Value, TimeSpan.FromDays(365_000), TimeSpan.MaxValue);
        Assert.Null(LookFor(pulse, clock, 60));
    }

    /// <summary>Looks as often as it wants to.</summary>
    private static LifelineOutcome? LookFor(Pulse pulse, FakeClock clock, double seconds)
    {
        LifelineOutcome? outcome = null;
        for (var i = 0.0; i < seconds && outcome is null; i += 6)
        {
            clock.Advance(6);
            outcome = pulse.Look();
        }

        return outcome;
    }
}
