using Medallion.Threading;

namespace Lifelines.DistributedLock;

/// <summary>A shared lock of any engine that the DistributedLock library knows.</summary>
/// <remarks>How well it excludes depends on the engine: Redis, for one, lets two hold for some seconds when a holder is cut off or suspended.</remarks>
/// <param name="distributedLock">The lock.</param>
/// <param name="engine">What holds it, for messages, such as "Redis at cache:6379"; null for the name of its class.</param>
public sealed class DistributedSharedLock(IDistributedLock distributedLock, string? engine = null) : SharedLock
{
    private readonly IDistributedLock _lock = distributedLock ?? throw new ArgumentNullException(nameof(distributedLock));

    /// <summary>Takes the lock of a name from a provider.</summary>
    /// <param name="provider">The provider.</param>
    /// <param name="name">The name, the same on all machines.</param>
    /// <param name="engine">What holds it, for messages, such as "Redis at cache:6379"; null for the name of its class.</param>
    /// <exception cref="ArgumentNullException"><paramref name="provider"/> or <paramref name="name"/> is null.</exception>
    public DistributedSharedLock(IDistributedLockProvider provider, string name, string? engine = null)
        : this((provider ?? throw new ArgumentNullException(nameof(provider))).CreateLock(name ?? throw new ArgumentNullException(nameof(name))), engine)
    {
    }

    /// <inheritdoc/>
    public override string Engine => engine ?? _lock.GetType().Name;

    /// <inheritdoc/>
    public override async ValueTask<SharedLease?> TryAcquireAsync(CancellationToken cancellationToken) =>
        await _lock.TryAcquireAsync(TimeSpan.Zero, cancellationToken).ConfigureAwait(false) is { } handle ? new DistributedLease(handle) : null;

    /// <inheritdoc/>
    public override async ValueTask<SharedLease> AcquireAsync(CancellationToken cancellationToken) =>
        new DistributedLease(await _lock.AcquireAsync(timeout: null, cancellationToken).ConfigureAwait(false));

    private sealed class DistributedLease(IDistributedSynchronizationHandle handle) : SharedLease
    {
        // Read at once: many engines watch only from then on.
        public override CancellationToken Lost { get; } = handle.HandleLostToken;

        public override ValueTask DisposeAsync() => handle.DisposeAsync();
    }
}
