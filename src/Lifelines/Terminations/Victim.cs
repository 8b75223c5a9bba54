using Lifelines.Processes;

namespace Lifelines.Terminations;

/// <summary>A process that is being terminated, and what was done to it so far.</summary>
internal sealed class Victim(ProcessEntry process, IProcessHandle handle) : IDisposable
{
    private bool _isPermitted = true;
    private bool _isKilled;

    public ProcessEntry Process => process;

    public IProcessHandle Handle => handle;

    /// <summary>When it was found to have exited, counted from the start of the termination; null if it has not.</summary>
    public TimeSpan? ExitedAfter { get; private set; }

    /// <summary>Whether it is worth waiting for.</summary>
    public bool IsExpectedToExit => ExitedAfter is null && _isPermitted;

    public TerminationOutcome Outcome => (_isPermitted, ExitedAfter, _isKilled) switch
    {
        (false, _, _) => TerminationOutcome.NotPermitted,
        (_, null, _) => TerminationOutcome.StillRunning,
        (_, _, true) => TerminationOutcome.Killed,
        _ => TerminationOutcome.Stopped,
    };

    /// <summary>Whether its exit was requested, by this termination or another.</summary>
    public bool IsRequested { get; set; }

    public void RequestExit()
    {
        IsRequested = true;
        _isPermitted = handle.RequestExit();
    }

    public void Kill()
    {
        _isKilled = true;
        _isPermitted = handle.Kill();
    }

    public void Observe(TimeSpan elapsed)
    {
        if (ExitedAfter is null && handle.HasExited)
            ExitedAfter = elapsed;
    }

    public void Dispose() => handle.Dispose();
}
