using Lifelines.Processes;

namespace Lifelines;

/// <summary>What a process that wants to hold the lifeline does next.</summary>
internal enum Vote
{
    /// <summary>Hold it: nobody else does, and nobody else will.</summary>
    Hold,

    /// <summary>Leave: another process holds it, or will.</summary>
    Yield,

    /// <summary>Look again: the others are about to leave, or one of them holds it.</summary>
    Wait,
}

/// <summary>Another process of the lifeline, and for how long it was seen.</summary>
internal sealed record Rival(ProcessKey Key, TimeSpan SeenFor);

/// <summary>Decides which of the processes that want to hold a lifeline does.</summary>
internal static class Election
{
    /// <summary>
    /// How long a younger process may take to see this one and leave. One that is still there then is no candidate but
    /// the holder: it was created later and started its program sooner.
    /// </summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The rule. Never two: whoever holds has seen nobody else, so that of two holders the one that looked later would
    /// have missed a process that was there. Never none: of those that only wait for each other, the oldest waits for
    /// nobody that waits for it.
    /// </summary>
    public static Vote Decide(ProcessKey self, IReadOnlyList<Rival> rivals, TimeSpan patience)
    {
        foreach (var rival in rivals)
        {
            if (rival.Key.IsOlderThan(self) || rival.SeenFor > patience)
                return Vote.Yield;
        }

        return rivals.Count == 0 ? Vote.Hold : Vote.Wait;
    }
}
