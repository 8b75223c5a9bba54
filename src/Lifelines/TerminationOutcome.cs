namespace Lifelines;

/// <summary>How a process responded to its termination.</summary>
public enum TerminationOutcome
{
    /// <summary>It exited within the grace period.</summary>
    Stopped,

    /// <summary>It did not exit within the grace period and was killed, with all the processes that it had started.</summary>
    Killed,

    /// <summary>It is still running: this user may not signal it.</summary>
    NotPermitted,

    /// <summary>It is still running: it started this process, which would end with it.</summary>
    Ancestor,

    /// <summary>It is still running although it was killed: it waits for the kernel, for a lost network disk for instance.</summary>
    StillRunning,
}
