using Lifelines.Identity;
using Lifelines.Processes;

namespace Lifelines.Elections;

/// <summary>Scans until it is decided whether this process holds the lifeline.</summary>
/// <param name="scan">Finds the processes of the lifeline.</param>
/// <param name="clock">Tells for how long a rival has been seen.</param>
internal sealed class Candidate(Func<Members> scan, TimeProvider clock)
{
    // Longer than .NET takes from exec to its first thread: until then it looks like a launcher.
    private static readonly TimeSpan _launcherPeriod = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(10);

    /// <summary>Waits for the decision.</summary>
    /// <returns>The process that holds the lifeline, or will; null if this one does.</returns>
    /// <exception cref="LifelineException">The process table cannot be trusted.</exception>
    public ProcessEntry? FindHolder()
    {
        List<Rival> rivals = [], launchers = [];
        for (var lastScan = clock.GetTimestamp(); ; Thread.Sleep(_pause))
        {
            var members = scan();
            var now = clock.GetTimestamp();
            var passed = clock.GetElapsedTime(lastScan, now);
            rivals = Update(rivals, members.Others, passed);
            launchers = Update(launchers, members.Launchers, passed);
            lastScan = now;
            switch (Election.Decide(members.Self.Key, rivals, Election.Patience))
            {
                case Decision.Hold when launchers.TrueForAll(launcher => launcher.SeenFor >= _launcherPeriod):
                    return null;
                case Decision.Yield:
                    return Oldest(members.Others) is var holder && members.Self.IsDescendantOf(holder) && YieldsOnlyToAncestors(members, rivals)
                        ? throw IsStartedBy(holder)
                        : holder;
            }
        }
    }

    private static bool YieldsOnlyToAncestors(Members members, List<Rival> rivals)
    {
        var others = new List<Rival>();
        foreach (var rival in rivals)
        {
            if (!IsAncestor(members.Self, rival.Key))
                others.Add(rival);
        }

        return Election.Decide(members.Self.Key, others, Election.Patience) != Decision.Yield;
    }

    private static bool IsAncestor(ProcessEntry process, ProcessKey key)
    {
        foreach (var ancestor in process.Ancestors)
        {
            if (ancestor.Key == key)
                return true;
        }

        return false;
    }

    // It may hold the lifeline, and have started its own command again; or it only waits for this process, and then nobody would ever work.
    private static LifelineException IsStartedBy(ProcessEntry ancestor) =>
        new($"Process {ancestor.Pid} started this process and has the same command: {Printable.Join(CommandLine.Split(ancestor.CommandLine))}. It cannot be told whether it does the work or is a launcher that waits for this process, so this process does not run. Give one of the two another file name, or other arguments.");

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
