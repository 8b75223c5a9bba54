namespace Lifelines.Elections;

/// <summary>This process's hold on one lifeline: decided once, kept until the process ends.</summary>
/// <param name="key">What tells it from the other holds of this process.</param>
internal sealed class Hold(string key)
{
    private readonly Lock _lock = new();
    private volatile bool _isHeld;
    private int _actions;

    public string Key => key;

    /// <summary>Whether this process holds the lifeline.</summary>
    public bool IsHeld => _isHeld;

    /// <summary>Elects, unless this process holds the lifeline already; another thread waits meanwhile.</summary>
    /// <typeparam name="THolder">What describes another holder.</typeparam>
    /// <param name="findHolder">Holds the election: returns another process that holds the lifeline, or null if this one does.</param>
    public THolder? FindOther<THolder>(Func<THolder?> findHolder)
        where THolder : class
    {
        lock (_lock)
        {
            var holder = _isHeld ? null : findHolder();
            _isHeld = holder is null;
            return holder;
        }
    }

    /// <summary>Begins an action, unless one is running.</summary>
    public bool TryBegin() => Interlocked.CompareExchange(ref _actions, 1, 0) == 0;

    /// <summary>Ends the action.</summary>
    public void End() => Volatile.Write(ref _actions, 0);
}
