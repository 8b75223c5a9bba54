namespace Lifelines.Processes;

/// <summary>A reference to one process that stays valid if its PID is reused.</summary>
internal interface IProcessHandle : IDisposable
{
    /// <summary>Whether the process has exited, reaped or not.</summary>
    bool HasExited { get; }

    /// <summary>Requests termination, unless it has exited; a stopped process is resumed so that it can react.</summary>
    /// <returns>Whether this user may signal the process.</returns>
    bool RequestExit();

    /// <summary>Suspends the process: until it is killed, it starts no other.</summary>
    void Suspend();

    /// <summary>Ends the process without asking, unless it has exited.</summary>
    /// <returns>Whether this user may signal the process.</returns>
    bool Kill();
}
