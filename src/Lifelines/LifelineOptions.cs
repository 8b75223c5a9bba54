namespace Lifelines;

/// <summary>What makes two processes the same lifeline, and how long a termination waits.</summary>
public sealed class LifelineOptions
{
    /// <summary>The name used in messages, or null for the program's own name.</summary>
    public string? Name { get; init; }

    /// <summary>Whose processes count. Default: <see cref="LifelineScope.Machine"/>.</summary>
    public LifelineScope Scope { get; init; }

    /// <summary>
    /// Tells from the arguments of a process that runs this program (those after the program itself) whether it is
    /// the same lifeline, or null to compare them with the arguments of this process, one by one.
    /// </summary>
    public Func<IReadOnlyList<string>, bool>? IsSameCommand { get; init; }

    /// <summary>
    /// How long a process may take to end after it was asked to, before it is killed. Default: 10 seconds.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public TimeSpan GracePeriod
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            field = value;
        }
    } = TimeSpan.FromSeconds(10);
}
