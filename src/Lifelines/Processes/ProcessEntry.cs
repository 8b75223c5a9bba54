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
    public IReadOnlyList<ProcessKey> Ancestors { get; init; } = [];

    /// <summary>Whether it is of the same user, who also started it: with the owner's rights, a program still has the arguments that any user gave it.</summary>
    public bool IsOfSameUser(ProcessEntry other) => UserId == other.UserId && RealUserId == other.RealUserId;

    /// <summary>Whether another process started it, or started one that did.</summary>
    public bool IsDescendantOf(ProcessEntry other)
    {
        foreach (var ancestor in Ancestors)
        {
            if (ancestor == other.Key)
                return true;
        }

        return false;
    }
}
