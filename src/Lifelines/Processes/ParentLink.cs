namespace Lifelines.Processes;

/// <summary>A process and the pid of its parent, 0 if that is outside of the table.</summary>
internal sealed record ParentLink(ProcessKey Key, int ParentPid)
{
    /// <summary>Whether a signal has stopped it.</summary>
    public bool IsStopped { get; init; }

    /// <summary>Whether a process is the parent. One that is younger than its child only has the pid that the parent had.</summary>
    public bool IsChildOf(ProcessKey other) => ParentPid == other.Pid && Key.StartTime >= other.StartTime;

    /// <summary>Reads the processes that started this one, its parent first, as far as they are still there.</summary>
    /// <param name="tryReadParent">Reads a process by its pid; null if it has ended.</param>
    /// <remarks>Links, not keys: ReadyToRun has no code for lists of our structs, and a tick would compile it.</remarks>
    public IReadOnlyList<ParentLink> ReadAncestors(Func<int, ParentLink?> tryReadParent)
    {
        var ancestors = new List<ParentLink>();
        for (var child = this; child.ParentPid != 0 && tryReadParent(child.ParentPid) is { } parent && child.IsChildOf(parent.Key) && !ancestors.Exists(known => known.Key == parent.Key); child = parent)
            ancestors.Add(parent);

        return ancestors;
    }
}
