namespace Lifelines;

/// <summary>What a termination did.</summary>
public sealed class TerminationResult
{
    internal TerminationResult(IReadOnlyList<TerminatedProcess> processes, IReadOnlyList<TerminatedProcess> orphans)
    {
        Processes = processes;
        Orphans = orphans;
    }

    /// <summary>The processes that were running; none if nothing was.</summary>
    public IReadOnlyList<TerminatedProcess> Processes { get; }

    /// <summary>What workers that had ended before had left behind, and what one had started that could not be ended.</summary>
    public IReadOnlyList<TerminatedProcess> Orphans { get; }

    /// <summary>With a shared lock, the process of another machine that has it: it was not asked to exit. Null if there is none, or the lock's engine does not tell.</summary>
    public LifelineProcess? HolderElsewhere { get; internal init; }

    /// <summary>Whether every process found has exited.</summary>
    public bool Succeeded => Processes.All(process => process.HasExited) && Orphans.All(process => process.HasExited);
}
