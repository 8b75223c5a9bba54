using Lifelines.Identity;
using Lifelines.Processes;

namespace Lifelines.Elections;

/// <summary>Scans until it is decided whether this process holds the lifeline.</summary>
/// <param name="scan">Finds the processes of the lifeline.</param>
/// <param name="clock">Tells for how long a rival has been seen.</param>
internal sealed class Candidate(Func<Members> scan, TimeProvider clock)
{
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(10);

    /// <summary>Waits for the decision.</summary>
    /// <returns>The process that holds the lifeline, or will; null if this one does.</returns>
    /// <exception cref="LifelineException">The process table cannot be trusted.</exception>
    public ProcessEntry? FindHolder()
    {
        List<Rival> rivals = [];
        for (var lastScan = clock.GetTimestamp(); ; Thread.Sleep(_pause))
        {
            var members = scan();
            var now = clock.GetTimestamp();
            rivals = Update(rivals, members.Others, clock.GetElapsedTime(lastScan, now));
            lastScan = now;
            switch (Election.Decide(members.Self.Key, rivals, Election.Patience))
            {
                case Decision.Hold:
                    return null;
                case Decision.Yield:
                    return Oldest(members.Others);
            }
        }
    }

    private static List<Rival> Update(List<Rival> before, IReadOnlyList<ProcessEntry> others, TimeSpan passed)
    {
        var rivals = new List<Rival>();
        foreach (var other in others)
        {
            var known = before.Find(rival => rival.Key == other.Key);
            rivals.Add(new Rival(other.Key, known is null ? TimeSpan.Zero : known.SeenFor + passed));
        }

        return rivals;
    }

    private static ProcessEntry Oldest(IReadOnlyList<ProcessEntry> processes)
    {
        var oldest = processes[0];
        foreach (var process in processes)
        {
            if (process.Key.IsOlderThan(oldest.Key))
                oldest = process;
        }

        return oldest;
    }
}
