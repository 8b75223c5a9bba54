using Lifelines.Processes;

namespace Lifelines.Terminations;

/// <summary>A process that a worker had started, and that was signalled for that.</summary>
internal sealed class EndedProcess(ProcessEntry process, ProcessKey worker, long since)
{
    public ProcessEntry Process => process;

    public ProcessKey Worker => worker;

    /// <summary>When its exit was requested, as the clock's timestamp.</summary>
    public long Since => since;

    /// <summary>How long it took to exit; null if it has not.</summary>
    public TimeSpan? ExitedAfter { get; set; }

    public bool IsPermitted { get; set; } = true;

    public bool IsKilled { get; set; }

    public TerminationOutcome Outcome => (IsPermitted, ExitedAfter, IsKilled) switch
    {
        (_, not null, true) => TerminationOutcome.Killed,
        (_, not null, false) => TerminationOutcome.Stopped,
        (false, null, _) => TerminationOutcome.NotPermitted,
        _ => TerminationOutcome.StillRunning,
    };
}
