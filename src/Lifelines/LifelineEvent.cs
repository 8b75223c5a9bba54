namespace Lifelines;

/// <summary>Something that happened to a lifeline in this process.</summary>
public sealed class LifelineEvent
{
    internal LifelineEvent(string name, LifelineOutcome outcome, LifelineProcess? process = null, Exception? exception = null)
    {
        Name = name;
        Outcome = outcome;
        Process = process;
        Exception = exception;
    }

    /// <summary>The lifeline's name.</summary>
    public string Name { get; }

    /// <summary>What happened.</summary>
    public LifelineOutcome Outcome { get; }

    /// <summary>For <see cref="LifelineOutcome.AlreadyRunning"/>, the process that holds the lifeline.</summary>
    public LifelineProcess? Process { get; }

    /// <summary>For <see cref="LifelineOutcome.Failed"/>, the action's exception.</summary>
    public Exception? Exception { get; }

    /// <summary>A line for the operator, such as "worker is already running: pid 812 (…)".</summary>
    public override string ToString() => Outcome switch
    {
        LifelineOutcome.AlreadyRunning => $"{Name} is already running: {Process}",
        LifelineOutcome.Started => $"{Name} starts as pid {Environment.ProcessId}",
        LifelineOutcome.Completed => $"{Name} has completed",
        LifelineOutcome.Stopped => $"{Name} was stopped",
        _ => $"{Name} has failed: {Exception?.Message}",
    };
}
