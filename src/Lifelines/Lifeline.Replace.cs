using Lifelines.Identity;
using Lifelines.Processes;
using Lifelines.Terminations;

namespace Lifelines;

public sealed partial class Lifeline
{
    /// <summary>
    /// Whether a process has been stopped, by a signal or in a frozen control group, for longer than it may be silent: it cannot notice
    /// that itself. One that runs, however slowly, is not.
    /// </summary>
    private bool IsOverdue(IProcessTable table, ProcessEntry process) =>
        (process.IsStopped || _options.MaximumSilence is not null)
        && table.IsSuspended(process, mayBeFrozen: _options.MaximumSilence is not null)
        && IsSilenceOver(table, process);

    // The clock stands still while the machine sleeps.
    private static bool IsSilenceOver(IProcessTable table, ProcessEntry process) =>
        ProcessSign.DeadlineOf(table.ReadSigns(process.Key)) < TimeProvider.System.GetElapsedTime(0);

    /// <summary>Whether one of the processes goes on, or may.</summary>
    private bool DoesAnyGoOn(IProcessTable table, IReadOnlyList<ProcessEntry> processes)
    {
        foreach (var process in processes)
        {
            if (!IsOverdue(table, process))
                return true;
        }

        return false;
    }

    /// <summary>Ends a holder that cannot notice itself that it is silent.</summary>
    /// <returns>Whether it has ended; false if it works.</returns>
    /// <exception cref="LifelineException">It could not be ended.</exception>
    private bool TryReplace(IProcessTable table, ProcessEntry self, CommandIdentity identity, ProcessEntry holder)
    {
        if (!IsOverdue(table, holder))
            return false;

        var described = table.Describe(holder);
        (_, _) = (described.User, described.StartedAt);
        if (!new Replacement(table, TimeProvider.System, FindDescendants(table, self, identity)).TryEnd(holder, () => IsSilenceOver(table, holder)))
            return false;

        Tell(new LifelineEvent(Name, LifelineOutcome.Silent, described));
        return true;
    }
}
