namespace Lifelines;

/// <summary>How a process took its termination.</summary>
public enum TerminationOutcome
{
    /// <summary>It ended within the grace period.</summary>
    Stopped,

    /// <summary>It did not end within the grace period and was killed, with all the processes that it had started.</summary>
    Killed,

    /// <summary>It runs on: this user may not signal it.</summary>
    NotPermitted,

    /// <summary>It could not be killed: it waits for the kernel, for a lost network disk for instance.</summary>
    StillRunning,
}
