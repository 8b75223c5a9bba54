using Lifelines.Processes;

namespace Lifelines.Terminations;

/// <summary>What this process has started, for when it is about to end itself.</summary>
internal static class OwnDescendants
{
    // Nobody: what this process has started is looked for, not left out.
    private static readonly ProcessKey _nobody = new(StartTime: 0, Pid: 0);

    /// <summary>Ends them: requests their exit, and kills those that have not exited after the grace period.</summary>
    /// <exception cref="LifelineException">The processes cannot be looked at, or some are left.</exception>
    public static async Task EndAsync(IProcessTable table, TimeProvider clock, TimeSpan gracePeriod)
    {
        var orphans = new Orphans(table, clock, gracePeriod, Find(table));
        await orphans.EndAsync(Termination.KillPeriod, CancellationToken.None).ConfigureAwait(false);
        var left = orphans.Ended.Where(process => process.ExitedAfter is null).Select(process => process.Process.Pid).ToList();
        if (left.Count > 0)
            throw new LifelineException($"The action is not started again, since what it had started is still running and would do its work twice: {string.Join(", ", left)}.");
    }

    /// <summary>Kills them. Waits on no thread but its own.</summary>
    /// <exception cref="LifelineException">The processes cannot be looked at.</exception>
    public static void Kill(IProcessTable table, TimeProvider clock) => new Orphans(table, clock, TimeSpan.Zero, Find(table)).Kill([]);

    private static Descendants Find(IProcessTable table)
    {
        var descendants = new Descendants(table, _nobody, _ => false);
        descendants.Add(table.ReadSelf());
        return descendants;
    }
}
