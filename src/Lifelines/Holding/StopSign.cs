namespace Lifelines.Holding;

/// <summary>Shows all other processes that this one was told to stop.</summary>
/// <param name="show">Shows it, with how long that may take, until the result is disposed.</param>
internal sealed class StopSign(Func<TimeSpan?, IDisposable> show)
{
    // Until the process ends or acts again, also when the action has ended: what cleans up may be outside of it.
    private static IDisposable? _shown;

    private TimeSpan? _timeout;
    private volatile bool _wasShown;

    /// <summary>Whether it was told to stop.</summary>
    public bool WasShown => _wasShown;

    /// <summary>Hides what an earlier action has shown.</summary>
    public static void Hide() => Interlocked.Exchange(ref _shown, null)?.Dispose();

    /// <summary>Shows it.</summary>
    /// <param name="timeout">How long the process may take; null if it was not said.</param>
    public void Show(TimeSpan? timeout = null)
    {
        _wasShown = true;
        _timeout = timeout ?? _timeout;
        Interlocked.Exchange(ref _shown, show(_timeout))?.Dispose();
    }
}
