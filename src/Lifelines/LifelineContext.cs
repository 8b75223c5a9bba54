using System.Runtime.InteropServices;

namespace Lifelines;

/// <summary>What an action tells others while it runs.</summary>
public sealed class LifelineContext
{
    // Ticks: a watch on another thread reads them, and must not read half of a new value.
    private const long None = long.MinValue;

    private readonly Action<TimeSpan>? _show;
    private long _stopTimeout = None;
    private long _lastReport;
    private volatile int _stopSignal;

    /// <summary>Creates a context that tells nobody: for unit tests of an action.</summary>
    public LifelineContext()
    {
    }

    internal LifelineContext(Action<TimeSpan> show) => _show = show;

    /// <summary>What <see cref="ReportStopping"/> was last called with; null if it was not.</summary>
    public TimeSpan? StopTimeout => Volatile.Read(ref _stopTimeout) is var ticks and not None ? TimeSpan.FromTicks(ticks) : null;

    /// <summary>The signal by which the action was told to stop, as it says; null if it does not.</summary>
    internal PosixSignal? StopSignal => _stopSignal == 0 ? null : (PosixSignal)_stopSignal;

    /// <summary>When <see cref="ReportAlive"/> was last called; null if it was not.</summary>
    public DateTimeOffset? LastReport => Volatile.Read(ref _lastReport) is var ticks and not 0 ? new DateTimeOffset(ticks, TimeSpan.Zero).ToLocalTime() : null;

    /// <summary>Changes with each sign of life.</summary>
    internal long Signs => unchecked(Volatile.Read(ref _lastReport) + Volatile.Read(ref _stopTimeout));

    /// <summary>
    /// Says that the action makes progress: with <see cref="LifelineOptions.MaximumSilence"/>, call it more often than that. It is as cheap as
    /// reading the clock, and may be called from any thread.
    /// </summary>
    public void ReportAlive() => Volatile.Write(ref _lastReport, TimeProvider.System.GetUtcNow().UtcTicks);

    /// <summary>
    /// Says that the action has been told to stop, and how long that may take: a termination without a grace period of its
    /// own waits so long before it kills the process. Call it when the token is cancelled, not before. Only on Linux do others see it.
    /// </summary>
    /// <param name="timeout">How long it may take from now on; <see cref="Timeout.InfiniteTimeSpan"/> for as long as it takes.</param>
    /// <param name="signal">The signal by which it was told, if it handles signals itself: without <see cref="LifelineOptions.HandlesSignals"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative.</exception>
    public void ReportStopping(TimeSpan timeout, PosixSignal? signal = null)
    {
        if (timeout != Timeout.InfiniteTimeSpan)
            ArgumentOutOfRangeException.ThrowIfLessThan(timeout, TimeSpan.Zero);

        _stopSignal = (int)(signal ?? 0);
        Volatile.Write(ref _stopTimeout, timeout.Ticks);
        _show?.Invoke(timeout);
    }
}
