namespace Lifelines;

/// <summary>Something that happened to a lifeline in this process.</summary>
public sealed class LifelineEvent
{
    private readonly string? _lastLine;

    internal LifelineEvent(string name, LifelineOutcome outcome, LifelineProcess? process = null, Exception? exception = null, string? lastLine = null)
    {
        _lastLine = lastLine;
        Name = name;
        Outcome = outcome;
        Process = process;
        Exception = exception;
    }

    /// <summary>The lifeline's name.</summary>
    public string Name { get; }

    /// <summary>What happened.</summary>
    public LifelineOutcome Outcome { get; }

    /// <summary>
    /// For <see cref="LifelineOutcome.AlreadyRunning"/>, the process that holds the lifeline, null if it is on another
    /// host and the lock's engine does not tell; for <see cref="LifelineOutcome.Silent"/>, the one that
    /// had been stopped for too long, and that this one has ended to take its place.
    /// </summary>
    public LifelineProcess? Process { get; }

    /// <summary>For <see cref="LifelineOutcome.Failed"/> and <see cref="LifelineOutcome.Retrying"/>, the action's exception; also one that it threw when it was told to end. For <see cref="LifelineOutcome.LeaseLost"/>, why the lock was lost, if that is known.</summary>
    public Exception? Exception { get; }

    /// <summary>For <see cref="LifelineOutcome.Silent"/>, the last sign of life; null if there was none.</summary>
    public DateTimeOffset? LastReport { get; internal init; }

    /// <summary>For <see cref="LifelineOutcome.Retrying"/>, when the action starts again.</summary>
    public DateTimeOffset? RetryAt { get; internal init; }

    /// <summary>How long the action ran, in the last event of a worker; null in all others.</summary>
    public TimeSpan? RunTime { get; internal init; }

    /// <summary>
    /// A line for the operator, such as "worker is already running: pid 812 (…)". The last one of a worker has a form for machines:
    /// "lifeline=worker pid=812 ran=3723.4 end=stopped signal=SIGTERM".
    /// </summary>
    public override string ToString() => _lastLine ?? Outcome switch
    {
        LifelineOutcome.AlreadyRunning when Process is null => $"{Name} is already running on another host",
        LifelineOutcome.AlreadyRunning => $"{Name} is already running: {Process}",
        LifelineOutcome.Started => $"{Name} starts as pid {Environment.ProcessId}",
        LifelineOutcome.Silent when Process is not null => $"{Name} was stopped for longer than it may be silent, and was ended: {Process}",
        LifelineOutcome.Silent => $"{Name} is silent and is told to end: {(LastReport is { } report ? $"its last sign of life was at {LifelineProcess.Timestamp(report)}" : "it has given no sign of life")}",
        LifelineOutcome.RanTooLong => $"{Name} has run for as long as it may and is told to end",
        LifelineOutcome.Retrying => Printable.Escape($"{Name} has failed and starts again at {LifelineProcess.Timestamp(RetryAt ?? default)}: {Exception?.GetType()}: {Exception?.Message}"),
        LifelineOutcome.LeaseLost => Printable.Escape($"{Name} has lost its lock, which other hosts may have now, and is told to end{(Exception is null ? "" : $": {Exception.Message}")}"),
        _ => $"{Name} has ended",
    };
}
