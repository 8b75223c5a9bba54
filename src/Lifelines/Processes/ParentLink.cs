namespace Lifelines.Processes;

/// <summary>A process and the pid of its parent, 0 if that is outside of the table.</summary>
internal sealed record ParentLink(ProcessKey Key, int ParentPid)
{
    /// <summary>Whether a process is the parent. One that is younger than its child only has the pid that the parent had.</summary>
    public bool IsChildOf(ProcessKey other) => ParentPid == other.Pid && Key.StartTime >= other.StartTime;

    /// <summary>Reads the processes that started this one, its parent first, as far as they are still there.</summary>
    /// <param name="tryReadParent">Reads a process by its pid; null if it has ended.</param>
    public IReadOnlyList<ProcessKey> ReadAncestors(Func<int, ParentLink?> tryReadParent)
    {
        var ancestors = new List<ProcessKey>();
        for (var child = this; child.ParentPid != 0 && tryReadParent(child.ParentPid) is { } parent && child.IsChildOf(parent.Key) && !ancestors.Contains(parent.Key); child = parent)
            ancestors.Add(parent.Key);

        return ancestors;
    }
}
