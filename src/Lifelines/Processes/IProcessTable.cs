namespace Lifelines.Processes;

/// <summary>Reads the machine's processes. One that exists throughout a call is in its result.</summary>
internal interface IProcessTable
{
    /// <summary>Reads this process.</summary>
    /// <exception cref="LifelineException">It is not in the list, so the list cannot be trusted.</exception>
    ProcessEntry ReadSelf();

    /// <summary>Reads one process; null if it has ended, also if it was not reaped yet.</summary>
    /// <exception cref="LifelineException">The process is not this user's to read.</exception>
    ProcessEntry? TryRead(int pid);

    /// <summary>Finds the other running processes of some programs.</summary>
    /// <param name="self">This process.</param>
    /// <param name="programs">The programs.</param>
    /// <param name="scope">Whose processes are wanted.</param>
    /// <exception cref="LifelineException">A process that could be one of them cannot be read, or the list cannot be trusted.</exception>
    ProcessScan Scan(ProcessEntry self, IReadOnlyList<ProgramName> programs, LifelineScope scope);

    /// <summary>Lists the processes with their parents, without their commands.</summary>
    IReadOnlyList<ParentLink> ListParents();

    /// <summary>Lists the processes with their parents, and with the tags that this user may read.</summary>
    IReadOnlyList<TaggedProcess> ListTagged();

    /// <summary>Reads the same of one process; null if it has ended.</summary>
    TaggedProcess? TryReadTagged(int pid);

    /// <summary>Whether a process is running; if in doubt, it is.</summary>
    bool IsRunning(ProcessKey key);

    /// <summary>Tags what this process starts from now on, where the system has a place for that.</summary>
    /// <param name="self">This process.</param>
    /// <param name="identity">The identity of what it holds.</param>
    /// <exception cref="LifelineException">The system refused.</exception>
    void Tag(ProcessEntry self, ulong identity);

    /// <summary>Shows a name of this process to all others.</summary>
    /// <param name="name">The name, of at most 15 bytes; null for the program's own.</param>
    /// <returns>Whether the system has a place for that.</returns>
    bool TryShow(string? name);

    /// <summary>When a process of this table was started.</summary>
    DateTimeOffset StartedAt(ProcessKey key);

    /// <summary>The name of a process's user, or its number if it has none.</summary>
    string UserName(ProcessEntry process);

    /// <summary>Reads what a process has used so far; null if it has ended.</summary>
    ProcessUsage? TryReadUsage(ProcessKey key);

    /// <summary>Whether .NET runs in a process; true if that cannot be told.</summary>
    bool RunsDotNet(ProcessEntry process);

    /// <summary>Reads the resolved path of the folder that a process's program lies in; null if that cannot be told.</summary>
    string? TryReadFolder(ProcessEntry process);

    /// <summary>Whether a process does not run now, since a signal, a debugger or a frozen control group keeps it from that; if in doubt, it runs. Its signs count time as this process does.</summary>
    /// <param name="process">The process.</param>
    /// <param name="mayBeFrozen">Whether to look at its control group, too.</param>
    bool IsSuspended(ProcessEntry process, bool mayBeFrozen);

    /// <summary>Reads the names of what a process shows to all others; null if this system has no place for that, or it cannot be read.</summary>
    IReadOnlyList<string>? ReadSigns(ProcessKey key);

    /// <summary>Opens a handle that signals this process and no other; null if it has ended.</summary>
    IProcessHandle? TryOpen(ProcessEntry process);
}
