namespace Lifelines.Postgres;

/// <summary>The times of a <see cref="PostgresSharedLock"/>: a holder that is cut off has stopped before the server gives its lock to another.</summary>
public sealed record PostgresSharedLockOptions
{
    /// <summary>How long the server may not answer, until the lock counts as lost. Default: 10 seconds.</summary>
    public TimeSpan DetectionTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the action may take to end when the lock is lost, until the process is ended. Default: 10 seconds.</summary>
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>After how long without a packet the server frees the lock. Default: 30 seconds.</summary>
    public TimeSpan ReleaseTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <exception cref="ArgumentException">A cut-off holder could still work when another has the lock.</exception>
    internal void Validate(string parameter)
    {
        if (DetectionTimeout < TimeSpan.FromSeconds(4))
            throw new ArgumentOutOfRangeException(parameter, DetectionTimeout, "DetectionTimeout is less than 4 seconds: a busy server would count as lost.");

        if (StopTimeout < TimeSpan.Zero)
            throw new ArgumentOutOfRangeException(parameter, StopTimeout, "StopTimeout is negative.");

        if (DetectionTimeout + StopTimeout + PostgresLease.Margin > ReleaseTimeout)
        {
            throw new ArgumentException(
                $"ReleaseTimeout ({ReleaseTimeout.TotalSeconds:0.#} s) must be longer than DetectionTimeout ({DetectionTimeout.TotalSeconds:0.#} s) and StopTimeout ({StopTimeout.TotalSeconds:0.#} s) together, by at least {PostgresLease.Margin.TotalSeconds:0.#} s: otherwise a holder that is cut off could still work when another has the lock.",
                parameter);
        }
    }
}
