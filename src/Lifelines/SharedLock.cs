namespace Lifelines;

/// <summary>A lock of an engine that several machines reach: whoever holds it is the one of all of them.</summary>
/// <remarks>Made when this machine's process table has decided, and not by a redundant start.</remarks>
public abstract class SharedLock
{
    /// <summary>What holds the lock, for messages, such as "PostgreSQL at db:5432".</summary>
    public abstract string Engine { get; }

    /// <summary>How long the engine may take to answer, until a start fails. Default: 15 seconds.</summary>
    public virtual TimeSpan AnswerTimeout => TimeSpan.FromSeconds(15);

    /// <summary>How long the action may take to end when the lock is lost, until the process is ended. Default: 10 seconds.</summary>
    public virtual TimeSpan StopTimeout => TimeSpan.FromSeconds(10);

    /// <summary>Tries to acquire the lock, without waiting for another holder.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The lease; null if another process has the lock.</returns>
    public abstract ValueTask<SharedLease?> TryAcquireAsync(CancellationToken cancellationToken);

    /// <summary>Waits until it has acquired the lock. By default, it tries once a second, for <see cref="AnswerTimeout"/> each time.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The lease.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="TimeoutException">The engine did not answer in time.</exception>
    public virtual async ValueTask<SharedLease> AcquireAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            using (var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken))
            {
                bound.CancelAfter(AnswerTimeout);
                try
                {
                    if (await TryAcquireAsync(bound.Token).ConfigureAwait(false) is { } lease)
                        return lease;
                }
                catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
                {
                    throw new TimeoutException($"no answer within {AnswerTimeout.TotalSeconds:0.#} s", exception);
                }
            }

            await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Finds the process that holds the lock, with its host.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The process; null if there is none, or the engine does not tell.</returns>
    public virtual ValueTask<LifelineProcess?> FindHolderAsync(CancellationToken cancellationToken) => default;
}
