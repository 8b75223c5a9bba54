using Lifelines;

namespace Cake.Lifelines;

/// <summary>Whose processes count as the same lifeline, and how long its termination waits.</summary>
public sealed class LifelineSettings
{
    /// <summary>Whose processes count. Default: those of every user of the machine.</summary>
    public LifelineScope Scope { get; init; }

    /// <summary>
    /// Whether there is a fourth task, <c>name:status</c>, which shows the running processes and fails if there are
    /// none: Cake ends with exit code 1 then, whatever the reason. Default: false.
    /// </summary>
    public bool Status { get; init; }

    /// <summary>How long a worker may take to end after SIGTERM, before it is killed. Default: 10 seconds.</summary>
    public TimeSpan GracePeriod { get; init; } = TimeSpan.FromSeconds(10);
}
