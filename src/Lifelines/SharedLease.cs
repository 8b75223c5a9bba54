namespace Lifelines;

/// <summary>A <see cref="SharedLock"/> that this process holds, until it is disposed or lost.</summary>
public abstract class SharedLease : IAsyncDisposable
{
    /// <summary>A token that is cancelled as soon as the lock can no longer be relied on, also because what watches it has failed.</summary>
    public abstract CancellationToken Lost { get; }

    /// <summary>Why it was lost; null if it was not, or nobody knows.</summary>
    public virtual Exception? LossCause => null;

    /// <summary>Releases the lock.</summary>
    public abstract ValueTask DisposeAsync();
}
