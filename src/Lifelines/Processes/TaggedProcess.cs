namespace Lifelines.Processes;

/// <summary>A process of any program, with what it shows of the worker that started it.</summary>
/// <param name="Link">The process and its parent.</param>
/// <param name="Tag">The tag of a worker that has, or had, a pid of this table; null if it shows none.</param>
/// <param name="UserId">Its effective user, if it is tagged.</param>
/// <param name="IsOptedOut">Whether it shall stay when the worker has ended.</param>
internal sealed record TaggedProcess(ParentLink Link, ProcessTag? Tag = null, string? UserId = null, bool IsOptedOut = false)
{
    public ProcessKey Key => Link.Key;

    /// <summary>Whether it is a worker itself.</summary>
    public bool IsWorker => Tag?.Worker == Key;
}
