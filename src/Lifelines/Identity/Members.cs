using Lifelines.Processes;

namespace Lifelines.Identity;

/// <summary>The processes of a lifeline in one scan.</summary>
/// <remarks>Plain loops in what a tick runs: ReadyToRun cannot precompile generics over our structs, and the JIT would dominate a tick.</remarks>
internal sealed class Members
{
    private readonly ProcessScan _scan;
    private readonly CommandIdentity _identity;

    /// <param name="scan">The scan.</param>
    /// <param name="identity">What makes a process one of the lifeline.</param>
    /// <param name="table">The table of the scan.</param>
    public Members(ProcessScan scan, CommandIdentity identity, IProcessTable table)
    {
        _scan = scan;
        _identity = identity;
        var others = new List<ProcessEntry>();
        List<ProcessEntry>? leavers = null;
        var launchers = new List<ProcessEntry>();
        var isMember = identity.Matches(scan.Self);
        foreach (var process in scan.Others)
        {
            // What a member's program started is a part of it; what its pid started before it called exec is not.
            if (!identity.Matches(process) || (isMember && process.IsStartedBy(scan.Self)))
                continue;

            if (Mark.SaysLeft(process.ShownName, identity.Key))
                (leavers ??= []).Add(process);
            else
                others.Add(process);
        }

        _ = leavers is not null && others.RemoveAll(process => process.IsForked && leavers.Exists(process.IsDescendantOf)) > 0;
        for (var i = others.Count - 1; i >= 0; i--)
        {
            var process = others[i];
            if (HasStartedOne(process, others) && !table.RunsDotNet(process))
            {
                launchers.Add(process);
                others.RemoveAt(i);
            }
        }

        Others = others;
        Launchers = launchers;
    }

    /// <summary>This process.</summary>
    public ProcessEntry Self => _scan.Self;

    /// <summary>The other processes of the lifeline, without those that yielded and live on.</summary>
    public IReadOnlyList<ProcessEntry> Others { get; }

    /// <summary>
    /// Processes with the lifeline's command that started one of it and run no .NET, as the files of one-file packers do:
    /// they wait for what they started. One that has just called exec looks the same for a moment.
    /// </summary>
    public IReadOnlyList<ProcessEntry> Launchers { get; }

    /// <summary>Other instances, without what they started themselves.</summary>
    public IReadOnlyList<ProcessEntry> Instances => [.. Others.Where(process => !Others.Any(process.IsStartedBy))];

    /// <summary>Instances that are not ancestors of this process; one whose pid started it before it called exec is none.</summary>
    public IReadOnlyList<ProcessEntry> InstancesToEnd => [.. Instances.Where(process => !Self.IsDescendantOf(process) || Self.IsOlderThanProgramOf(process))];

    /// <summary>Instances that this process was started by; none if it is one itself, since they may be its wrappers.</summary>
    public IReadOnlyList<ProcessEntry> InstancesAbove => _identity.Matches(Self) ? [] : [.. Instances.Except(InstancesToEnd)];

    /// <summary>Terminations of this lifeline that started earlier: older processes with this one's command.</summary>
    public IReadOnlyList<ProcessEntry> EarlierTerminations
    {
        get
        {
            var own = new CommandIdentity(Self);
            return [.. _scan.Others.Where(process => process.Key.IsOlderThan(Self.Key) && own.Matches(process) && !_identity.Matches(process))];
        }
    }

    private bool HasStartedOne(ProcessEntry process, List<ProcessEntry> others)
    {
        if (Self.IsDescendantOf(process))
            return true;

        foreach (var other in others)
        {
            if (other.IsDescendantOf(process))
                return true;
        }

        return false;
    }
}
