using Lifelines.Processes;

namespace Lifelines.Elections;

/// <summary>Decides which of the processes that want to hold a lifeline does.</summary>
internal static class Election
{
    /// <summary>
    /// How long a younger process may take to see this one and leave. One still present then holds the lifeline: forked
    /// later, but exec'd earlier.
    /// </summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The rule. Safety: of two holders, the later scan would have seen the other. Liveness: the oldest waits only for
    /// younger ones, which yield.
    /// </summary>
    public static Decision Decide(ProcessKey self, IReadOnlyList<Rival> rivals, TimeSpan patience)
    {
        foreach (var rival in rivals)
        {
            if (rival.Key.IsOlderThan(self) || rival.SeenFor > patience)
                return Decision.Yield;
        }

        return rivals.Count == 0 ? Decision.Hold : Decision.Wait;
    }
}
