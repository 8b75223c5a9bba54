using System.Runtime.InteropServices;
using Lifelines.Holding;

namespace Lifelines.Tests.Holding;

public static class StoppingTwice
{
    [Theory]
    [InlineData(PosixSignal.SIGTERM, 0, true)]
    [InlineData(PosixSignal.SIGTERM, 0.9, true)]
    [InlineData(PosixSignal.SIGTERM, 1, false)]
    [InlineData(PosixSignal.SIGTERM, 3600, false)]
    [InlineData(PosixSignal.SIGINT, 0.9, true)]
    [InlineData(PosixSignal.SIGINT, 1, false)]
    [InlineData(PosixSignal.SIGHUP, 3600, true)]
    public static void OnlyALaterSignalEndsTheProcess(PosixSignal second, double secondsLater, bool isOneStop)
    {
        var clock = new FakeClock();
        using var signals = new StopSignals(clock, () => { });
        clock.Advance(600);
        Assert.True(IsCancelled(signals, PosixSignal.SIGTERM));
        Assert.True(signals.Token.IsCancellationRequested);
        clock.Advance(secondsLater);
        Assert.Equal(isOneStop, IsCancelled(signals, second));
    }

    [Fact]
    public static void TheTimeCountsFromTheFirst()
    {
        var clock = new FakeClock();
        using var signals = new StopSignals(clock, () => { });
        Assert.True(IsCancelled(signals, PosixSignal.SIGTERM));
        clock.Advance(0.6);
        Assert.True(IsCancelled(signals, PosixSignal.SIGTERM));
        clock.Advance(0.6);
        Assert.False(IsCancelled(signals, PosixSignal.SIGTERM));
    }

    [Fact]
    public static void WhatAnotherListenerHasCancelledStaysCancelled()
    {
        var clock = new FakeClock();
        using var signals = new StopSignals(clock, () => { });
        Assert.True(IsCancelled(signals, PosixSignal.SIGTERM));
        clock.Advance(60);
        var context = new PosixSignalContext(PosixSignal.SIGTERM) { Cancel = true };
        signals.Stop(context);
        Assert.True(context.Cancel);
    }

    [Fact]
    public static void OthersSeeTheFirstSignal()
    {
        var shown = 0;
        using var signals = new StopSignals(new FakeClock(), () => shown++);
        Assert.Equal(0, shown);
        _ = IsCancelled(signals, PosixSignal.SIGTERM);
        _ = IsCancelled(signals, PosixSignal.SIGTERM);
        Assert.Equal(1, shown);
    }

    private static bool IsCancelled(StopSignals signals, PosixSignal signal)
    {
        var context = new PosixSignalContext(signal);
        signals.Stop(context);
        return context.Cancel;
    }
}
