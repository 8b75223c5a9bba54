using Lifelines.Processes;

namespace Lifelines.Identity;

/// <summary>The processes of a lifeline in one scan.</summary>
/// <remarks>Plain loops in what a tick runs: ReadyToRun cannot precompile generics over our structs, and the JIT would dominate a tick.</remarks>
internal sealed class Members
{
    private readonly ProcessScan _scan;
    private readonly CommandIdentity _identity;

    public Members(ProcessScan scan, CommandIdentity identity)
    {
        _scan = scan;
        _identity = identity;
        var others = new List<ProcessEntry>();
        var isMember = identity.Matches(scan.Self);
        foreach (var process in scan.Others)
        {
            // What a member started is a part of it.
            if (identity.Matches(process) && !(isMember && process.IsDescendantOf(scan.Self)))
                others.Add(process);
        }

        Others = others;
    }

    /// <summary>This process.</summary>
    public ProcessEntry Self => _scan.Self;

    /// <summary>The other processes of the lifeline.</summary>
    public IReadOnlyList<ProcessEntry> Others { get; }

    /// <summary>Other instances, without forked children that have not called exec.</summary>
    public IReadOnlyList<ProcessEntry> Instances => [.. Others.Where(process => !Others.Any(process.IsDescendantOf))];

    /// <summary>Instances that are not ancestors of this process.</summary>
    public IReadOnlyList<ProcessEntry> InstancesToEnd => [.. Instances.Where(process => !Self.IsDescendantOf(process))];

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
}
