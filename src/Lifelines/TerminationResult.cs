namespace Lifelines;

/// <summary>What a termination did.</summary>
public sealed class TerminationResult
{
    internal TerminationResult(IReadOnlyList<TerminatedProcess> processes) => Processes = processes;

    /// <summary>The processes that were running; none if nothing was.</summary>
    public IReadOnlyList<TerminatedProcess> Processes { get; }

    /// <summary>Whether every process found has exited.</summary>
    public bool Succeeded => Processes.All(process => process.HasExited);
}
