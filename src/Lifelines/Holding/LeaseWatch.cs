namespace Lifelines.Holding;

/// <summary>Watches a lease of a shared lock: once that is lost, the action is cancelled, and the process is ended if it goes on.</summary>
/// <remarks>On threads of its own: the action may have taken all of the pool's, and what it registered with its token may block.</remarks>
internal sealed class LeaseWatch : IAsyncDisposable
{
    private static readonly TimeSpan _releaseTimeout = TimeSpan.FromSeconds(5);

    private readonly SharedLease _lease;
    private readonly LossEvents _events;
    private readonly CancellationToken _lost;
#pragma warning disable CA2213 // Not disposed: the threads may still use them.
    private readonly CancellationTokenSource _source = new();
    private readonly ManualResetEvent _isOver = new(initialState: false);
#pragma warning restore CA2213
    private int _isReleased;
    private Exception? _failure;

    /// <param name="lease">The lease.</param>
    /// <param name="stopTimeout">How long the action may take to end.</param>
    /// <param name="events">What happens when it is lost.</param>
    public LeaseWatch(SharedLease lease, TimeSpan stopTimeout, LossEvents events)
    {
        _lease = lease;
        _events = events;
        _lost = lease.Lost;
        new Thread(() => Watch(stopTimeout)) { IsBackground = true, Name = "lifeline lease" }.Start();
    }

    /// <summary>Whether the lease was lost before the action had ended.</summary>
    public bool IsLost { get; private set; }

    /// <summary>Why the lease was lost, or else what the action threw then; null if nobody knows.</summary>
    public Exception? LossCause => _lease.LossCause ?? _failure;

    /// <summary>Runs the action under a token that the loss cancels too. However the action ends then, it is by the loss.</summary>
    public async Task RunAsync(Func<CancellationToken, Task> action, CancellationToken cancellationToken)
    {
        try
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(_source.Token, cancellationToken);

            // It may be lost already: a lifeline may be held long before it is run.
            if (!_lost.IsCancellationRequested)
                await (action(either.Token) ?? throw new InvalidOperationException("The action returned null where it must return a task.")).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_lost.IsCancellationRequested)
        {
        }
#pragma warning disable CA1031 // It is not why the action ends: what it uses may be cut off with the lock.
        catch (Exception exception) when (_lost.IsCancellationRequested)
#pragma warning restore CA1031
        {
            _failure = exception;
        }
        finally
        {
            IsLost = _lost.IsCancellationRequested;
            if (IsLost)
                _events.EndDescendants();
        }
    }

    /// <summary>Releases the lock.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isReleased, 1) != 0)
            return;

        _ = _isOver.Set();
        try
        {
            // Of an engine that is cut off, nothing is to be waited for.
            var releasing = _lease.DisposeAsync().AsTask();
            if (!_lost.IsCancellationRequested)
                await releasing.WaitAsync(_releaseTimeout).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // The engine frees the lock when the connection ends. A lost one cannot be released: madelson/DistributedLock, issue 263.
        catch (Exception)
#pragma warning restore CA1031
        {
        }
    }

    private void Watch(TimeSpan stopTimeout)
    {
        if (!IsLostBeforeItIsOver())
            return;

        LimitedCall.Run(_source.Cancel, TimeSpan.Zero);
        LimitedCall.Run(_events.Raise, TimeSpan.Zero);
        if (!_isOver.WaitOne(stopTimeout))
            _events.EndProcess();
    }

    private bool IsLostBeforeItIsOver()
    {
        try
        {
            return WaitHandle.WaitAny([_isOver, _lost.WaitHandle]) != 0;
        }
        catch (ObjectDisposedException)
        {
            // Released before this thread began, and the token's source with it.
            return false;
        }
    }
}
