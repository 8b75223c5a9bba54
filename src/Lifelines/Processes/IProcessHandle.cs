namespace Lifelines.Processes;

/// <summary>A hold on one process: what is done to it is done to no other, also if its pid is given away.</summary>
internal interface IProcessHandle : IDisposable
{
    /// <summary>Whether the process has ended, reaped or not.</summary>
    bool HasExited { get; }

    /// <summary>Asks the process to end, unless it has; one that is stopped is continued for that.</summary>
    /// <returns>Whether this user may ask and kill it.</returns>
    bool Ask();

    /// <summary>Stops the process, so that it starts no more processes until it is killed.</summary>
    void Freeze();

    /// <summary>Ends the process without asking.</summary>
    void Kill();
}
