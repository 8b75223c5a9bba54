using Lifelines.Identity;
using Lifelines.Processes;
using Lifelines.Terminations;

namespace Lifelines;

public sealed partial class Lifeline
{
    // Until this process ends, or is in the running for a lifeline: another termination may look at it after this one is over.
    private static IDisposable? _ending;

    /// <summary>
    /// Ends every other process of this lifeline: SIGTERM, and after the grace period SIGKILL; then, in the same way, all that
    /// it had started, and what earlier ones had left behind. Never this process, and none that it was started by: the result names
    /// these, and the process of another machine that has the shared lock.
    /// </summary>
    /// <param name="cancellationToken">Stops waiting; what was signalled stays signalled.</param>
    /// <returns>Each process that was running, and how it responded.</returns>
    /// <exception cref="LifelineException">The process table cannot be trusted to show every other process; none was signalled.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="PlatformNotSupportedException">The process table of this system cannot be read.</exception>
    public async Task<TerminationResult> TerminateAsync(CancellationToken cancellationToken = default)
    {
        if (_isDouble)
            return new TerminationResult(_holderOfDouble is { } holder ? [new TerminatedProcess(holder, TerminationOutcome.NotPermitted, TimeSpan.Zero, TimeSpan.Zero)] : [], []);

        var table = ProcessTable.Create();
        var self = table.ReadSelf();
        var identity = Identify(self);
        var programs = new[] { identity.Program, new CommandIdentity(self).Program };

        // Before the scan: of two terminations whose commands are the lifeline's own, at least one sees the other.
        if (identity.Matches(self) && !FindHold().IsHeld)
            Interlocked.Exchange(ref _ending, ProcessSign.Terminating.Show())?.Dispose();

        IReadOnlyList<ProcessEntry>? above = null;
        var result = await new Termination(table, TimeProvider.System, _options.GracePeriod, self.UserId, FindDescendants(table, self, identity))
            .RunAsync(ScanToEnd, cancellationToken).ConfigureAwait(false);
        return new TerminationResult([.. (above ?? []).Select(ancestor => Report(table, ancestor)), .. result.Processes], result.Orphans)
        {
            HolderElsewhere = await FindElsewhereOrWarnAsync(cancellationToken).ConfigureAwait(false),
        };

        Members ScanToEnd()
        {
            var members = Scan(table, self, identity, programs);
            above ??= members.InstancesAbove;
            FindFolder(table, self)?.Ensure(members.InstancesToEnd);
            return members;
        }
    }

    private static TerminatedProcess Report(IProcessTable table, ProcessEntry ancestor)
    {
        var process = table.Describe(ancestor);
        return new TerminatedProcess(process, TerminationOutcome.Ancestor, TimeProvider.System.GetLocalNow() - process.StartedAt, TimeSpan.Zero);
    }

    /// <summary>Finds what workers of this lifeline have started and left behind.</summary>
    private Descendants FindDescendants(IProcessTable table, ProcessEntry self, CommandIdentity identity)
    {
        var folder = FindFolder(table, self)?.Path;
        return new Descendants(table, self.Key, process =>
            (_options.Scope == LifelineScope.Machine || process.UserId == self.UserId) && identity.IsTaggedBy(process.Tag!, folder));
    }
}
