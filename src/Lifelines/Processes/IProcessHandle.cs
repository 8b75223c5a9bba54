namespace Lifelines.Processes;

/// <summary>A hold on one process.</summary>
internal interface IProcessHandle : IDisposable
{
    /// <summary>Whether the process has ended, reaped or not.</summary>
    bool HasExited { get; }

    /// <summary>Sends a signal, unless the process has ended.</summary>
    /// <returns>Whether this user may signal the process.</returns>
    bool Signal(int signal);
}
