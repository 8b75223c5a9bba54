namespace Lifelines.Processes;

/// <summary>The processes of this machine, each one that lives through a call is seen by that call.</summary>
internal interface IProcessTable
{
    /// <summary>The pid of this process.</summary>
    int SelfPid { get; }

    /// <summary>Reads one process; null if it has ended, also if it was not reaped yet.</summary>
    /// <exception cref="LifelineException">The process is not this user's to read.</exception>
    ProcessEntry? TryRead(int pid);

    /// <summary>Reads the parent of a process, now or as it was at the last <see cref="Find"/>; null if it has ended or is not this user's to read.</summary>
    ParentLink? TryReadParent(int pid);

    /// <summary>Finds the running processes, this one too, whose command may be the program's.</summary>
    /// <exception cref="LifelineException">A process that could be one of them cannot be read.</exception>
    IReadOnlyList<ProcessEntry> Find(string program, LifelineScope scope);

    /// <summary>Lists the processes with their parents, without their commands.</summary>
    IReadOnlyList<ParentLink> ListFamily();

    /// <summary>When a process of this table was started.</summary>
    DateTimeOffset StartedAt(ProcessKey key);

    /// <summary>The name of a process's user, or its number if it has none.</summary>
    string UserName(ProcessEntry process);

    /// <summary>Takes hold of a process, so that it can be signalled and no other; null if it has ended.</summary>
    IProcessHandle? TryOpen(ProcessEntry entry);
}
