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
        List<ProcessEntry>? leavers = null;
        foreach (var process in scan.Others)
        {
            // What a worker's program started is a part of it; what its pid started before it called exec is not, nor what a process
            // of no worker's command did.
            if (!identity.Matches(process) || (process.IsStartedBy(scan.Self) && identity.Matches(scan.Self)))
                continue;

            if (Mark.SaysLeft(process.ShownName, identity.Key))
                (leavers ??= []).Add(process);
            else
                others.Add(process);
        }

        _ = leavers is not null && others.RemoveAll(process => process.IsForked && leavers.Exists(process.IsDescendantOf)) > 0;
        Others = others;
    }

    /// <summary>This process.</summary>
    public ProcessEntry Self => _scan.Self;

    /// <summary>The other processes of the lifeline, without those that yielded and live on.</summary>
    public IReadOnlyList<ProcessEntry> Others { get; }

    /// <summary>Other instances, without what they started themselves.</summary>
    public IReadOnlyList<ProcessEntry> Instances => [.. Others.Where(process => !Others.Any(process.IsStartedBy))];

    /// <summary>Instances that are not ancestors of this process; one whose pid started it before it called exec is none.</summary>
    public IReadOnlyList<ProcessEntry> InstancesToEnd => [.. Instances.Where(process => !Self.IsDescendantOf(process) || Self.IsOlderThanProgramOf(process))];

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
