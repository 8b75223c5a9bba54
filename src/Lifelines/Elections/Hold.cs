namespace Lifelines.Elections;

/// <summary>This process's hold on one lifeline: decided once, kept until the process ends.</summary>
/// <param name="key">What tells it from the other holds of this process.</param>
internal sealed class Hold(string key)
{
    private readonly Lock _lock = new();
    private volatile bool _isHeld;
    private int _actions;

    /// <summary>What tells the lifeline from others of this process.</summary>
    public string Key => key;

    /// <summary>Whether this process holds the lifeline.</summary>
    public bool IsHeld => _isHeld;

    /// <summary>Whose turn it is to acquire or release the lock that the lifeline shares with other machines: a second attempt would lose against the first.</summary>
    public SemaphoreSlim SharedTurn { get; } = new(1, 1);

    /// <summary>Elects, unless this process holds the lifeline already; another thread waits meanwhile.</summary>
    /// <typeparam name="THolder">What describes another holder.</typeparam>
    /// <param name="findHolder">Holds the election: returns another process that holds the lifeline, or null if this one does.</param>
    /// <param name="show">Shows all other processes what this one has left.</param>
    public THolder? FindOther<THolder>(Func<THolder?> findHolder, Func<string?, bool> show)
        where THolder : class
    {
        lock (_lock)
        {
            if (_isHeld)
                return null;

            // Before the scan: whoever held the lifeline by not seeing this process is seen by it.
            Standing.Enter(this, show);
            try
            {
                var holder = findHolder();
                _isHeld = holder is null;
                return holder;
            }
            finally
            {
                if (!_isHeld)
                    Standing.Leave(this, show);
            }
        }
    }

    /// <summary>Gives up what this process held: a process of another machine does the work.</summary>
    /// <param name="show">Shows all other processes what this one has left.</param>
    public void Leave(Func<string?, bool> show)
    {
        lock (_lock)
        {
            _isHeld = false;
            Standing.Leave(this, show);
        }
    }

    /// <summary>Begins an action, unless one is running.</summary>
    public bool TryBegin() => Interlocked.CompareExchange(ref _actions, 1, 0) == 0;

    /// <summary>Ends the action.</summary>
    public void End() => Volatile.Write(ref _actions, 0);
}
