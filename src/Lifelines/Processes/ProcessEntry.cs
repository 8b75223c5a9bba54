namespace Lifelines.Processes;

/// <summary>A process, as one scan showed it.</summary>
/// <param name="Key">Its identity.</param>
/// <param name="ParentPid">The pid of its parent, 0 if that is outside of the table.</param>
/// <param name="UserId">Its effective user, as the table tells users apart: a number on Unix, a SID on Windows.</param>
/// <param name="CommandLine">Its arguments as bytes, each ended by a NUL, the program first.</param>
internal sealed record ProcessEntry(ProcessKey Key, int ParentPid, string UserId, byte[] CommandLine)
{
    public int Pid => Key.Pid;

    /// <summary>On Unix its real user: another than the effective one in a program that has the rights of its file's owner.</summary>
    public string? RealUserId { get; init; }

    /// <summary>On Windows the session that it belongs to.</summary>
    public int? Session { get; init; }

    /// <summary>The processes that started it, its parent first, as far as they were still there.</summary>
    public IReadOnlyList<ParentLink> Ancestors { get; init; } = [];

    /// <summary>Whether it is of the same user, who also started it: with the owner's rights, a program still has the arguments that any user gave it.</summary>
    public bool IsOfSameUser(ProcessEntry other) => UserId == other.UserId && RealUserId == other.RealUserId;

    /// <summary>The name that it shows, where the system has a place for that.</summary>
    public string? ShownName { get; init; }

    /// <summary>Whether a signal or a debugger has stopped it.</summary>
    public bool IsStopped { get; init; }

    /// <summary>Whether it runs what its parent ran when it was started: it has not called exec.</summary>
    public bool IsForked { get; init; }

    /// <summary>
    /// Reads a time at which its program was running already, though it had started nothing yet: a child that is older was
    /// started by an earlier program of the same pid. Null where a process runs one program for all its life, or that
    /// cannot be told.
    /// </summary>
    public Func<ulong?>? ReadProgramStart { private get; init; }

    /// <summary>Whether another process started it, or started one that did, with whatever program.</summary>
    public bool IsDescendantOf(ProcessEntry other) => FindChild(other) is not null;

    /// <summary>Whether the program that another process runs started it, or started one that did; if in doubt, it did not.</summary>
    public bool IsStartedBy(ProcessEntry other) => FindChild(other) is { } child && other.HasStarted(child, IsForked);

    /// <summary>Whether a process that has this one among its descendants runs another program than the one that started it; if in doubt, it does not.</summary>
    public bool IsOlderThanProgramOf(ProcessEntry ancestor) =>
        FindChild(ancestor) is { } child && ancestor.ReadProgramStart?.Invoke() is { } start && child.StartTime < start;

    /// <summary>Whether a child was started by this program, and not by an earlier one of the same pid.</summary>
    /// <param name="child">The child.</param>
    /// <param name="isForked">Whether it is known to run this program.</param>
    public bool HasStarted(ProcessKey child, bool isForked = false) =>
        ReadProgramStart is null || (ReadProgramStart() is { } start && (child.StartTime > start || (isForked && child.StartTime == start)));

    private ProcessKey? FindChild(ProcessEntry ancestor)
    {
        var child = Key;
        foreach (var process in Ancestors)
        {
            if (process.Key == ancestor.Key)
                return child;

            child = process.Key;
        }

        return null;
    }
}
