namespace Lifelines;

/// <summary>What an action tells others while it runs.</summary>
public sealed class LifelineContext
{
    private readonly Action<TimeSpan>? _show;

    /// <summary>Creates a context that tells nobody: for unit tests of an action.</summary>
    public LifelineContext()
    {
    }

    internal LifelineContext(Action<TimeSpan> show) => _show = show;

    /// <summary>What <see cref="ReportStopping"/> was last called with; null if it was not.</summary>
    public TimeSpan? StopTimeout { get; private set; }

    /// <summary>
    /// Says that the action has been told to stop, and how long that may take: a termination without a grace period of its
    /// own waits so long before it kills the process. Call it when the token is cancelled, not before. Only on Linux do others see it.
    /// </summary>
    /// <param name="timeout">How long it may take from now on; <see cref="Timeout.InfiniteTimeSpan"/> for as long as it takes.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative.</exception>
    public void ReportStopping(TimeSpan timeout)
    {
        if (timeout != Timeout.InfiniteTimeSpan)
            ArgumentOutOfRangeException.ThrowIfLessThan(timeout, TimeSpan.Zero);

        StopTimeout = timeout;
        _show?.Invoke(timeout);
    }
}
