using System.Diagnostics;
using Lifelines.Processes;

namespace Lifelines;

/// <summary>This process among those of its lifeline: looks, and looks again, until the election is decided.</summary>
/// <remarks>
/// Loops and classes where LINQ and structs would do: generic code over structs of this library cannot be compiled
/// ahead of time, and compiling it costs a redundant tick more than all that it is about.
/// </remarks>
internal sealed class Candidate
{
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(10);

    private readonly IProcessTable _table;
    private readonly LifelineOptions _options;
    private readonly CommandIdentity _identity;

    public Candidate(IProcessTable table, LifelineOptions options)
    {
        _table = table;
        _options = options;
        Self = table.TryRead(table.SelfPid) ?? throw SelfIsMissing();
        _identity = new CommandIdentity(Self, options);
        Name = options.Name ?? _identity.Program;
    }

    /// <summary>This process.</summary>
    public ProcessEntry Self { get; }

    /// <summary>The lifeline's name in messages.</summary>
    public string Name { get; }

    /// <summary>Finds the other processes of the lifeline. Those that this process started are a part of it.</summary>
    /// <exception cref="LifelineException">The process table could hide one.</exception>
    public IReadOnlyList<ProcessEntry> FindOthers()
    {
        var others = new List<ProcessEntry>();
        var selfIsListed = false;
        foreach (var process in _table.Find(_identity.Program, _options.Scope))
        {
            if (process.Key == Self.Key)
                selfIsListed = true;
            else if (_identity.Matches(process) && !Started(Self, process))
                others.Add(process);
        }

        return selfIsListed ? others : throw SelfIsMissing();
    }

    /// <summary>
    /// Finds the other processes of the lifeline that stand for themselves: not a child of one that has not replaced its
    /// program yet.
    /// </summary>
    /// <exception cref="LifelineException">The process table could hide one.</exception>
    public IReadOnlyList<ProcessEntry> FindInstances()
    {
        var others = FindOthers();
        return [.. others.Where(process => !others.Any(other => other != process && Started(other, process)))];
    }

    /// <summary>Finds the instances that this process may end: not those that it was started by.</summary>
    /// <exception cref="LifelineException">The process table could hide one.</exception>
    public IReadOnlyList<ProcessEntry> FindOthersToEnd() =>
        [.. FindInstances().Where(process => !Started(process, Self))];

    /// <summary>Finds the older processes that were started to do what this one does, and are not of the lifeline themselves.</summary>
    public IReadOnlyList<ProcessEntry> FindElderTwins()
    {
        var twin = new CommandIdentity(Self, new LifelineOptions());
        return
        [
            .. _table.Find(twin.Program, _options.Scope)
                .Where(process => process.Key.IsOlderThan(Self.Key) && twin.Matches(process) && !_identity.Matches(process)),
        ];
    }

    /// <summary>Waits until it is decided whether this process holds the lifeline.</summary>
    /// <param name="holder">The process that is running already, or null.</param>
    /// <exception cref="LifelineException">The other processes could not find this one, or it could not find them.</exception>
    public bool TryHold(out ProcessEntry? holder)
    {
        if (!_identity.Matches(Self))
        {
            throw new LifelineException(
                $"This process could not be found as {Name}: its own command does not name it. Its command is: {string.Join(' ', CommandLine.Split(Self.CommandLine))}");
        }

        List<Rival> rivals = [];
        for (var lastLook = Stopwatch.GetTimestamp(); ; Thread.Sleep(_pause))
        {
            var others = FindOthers();
            var now = Stopwatch.GetTimestamp();
            rivals = Update(rivals, others, Stopwatch.GetElapsedTime(lastLook, now));
            lastLook = now;
            var vote = Election.Decide(Self.Key, rivals, Election.Patience);
            if (vote != Vote.Wait)
            {
                holder = Oldest(others);
                return vote == Vote.Hold;
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

    private static ProcessEntry? Oldest(IReadOnlyList<ProcessEntry> processes)
    {
        ProcessEntry? oldest = null;
        foreach (var process in processes)
        {
            if (oldest is null || process.Key.IsOlderThan(oldest.Key))
                oldest = process;
        }

        return oldest;
    }

    private bool Started(ProcessEntry ancestor, ProcessEntry process)
    {
        // A parent that has ended or is younger than its child is none: the pid was given away again.
        var child = process.Key;
        for (var pid = process.ParentPid; pid != ancestor.Pid;)
        {
            if (_table.TryReadParent(pid) is not { } parent || !parent.Key.IsOlderThan(child))
                return false;

            child = parent.Key;
            pid = parent.ParentPid;
        }

        return !child.IsOlderThan(ancestor.Key);
    }

    private LifelineException SelfIsMissing() =>
        new($"This process (pid {_table.SelfPid}) is not in the process list, so that it cannot be trusted to show others.");
}
