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

    /// <summary>Whether every process found has exited.</summary>
    public bool Succeeded => Processes.All(process => process.HasExited) && Orphans.All(process => process.HasExited);
}
