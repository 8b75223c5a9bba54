using Lifelines.Processes;

namespace Lifelines.Terminations;

/// <summary>What this process has started, for when it is about to end itself.</summary>
internal static class OwnDescendants
{
    // Nobody: what this process has started is looked for, not left out.
    private static readonly ProcessKey _nobody = new(StartTime: 0, Pid: 0);

    /// <summary>Kills them. Waits on no thread but its own.</summary>
    /// <exception cref="LifelineException">The processes cannot be looked at.</exception>
    public static void Kill(IProcessTable table, TimeProvider clock)
    {
        var descendants = new Descendants(table, _nobody, _ => false);
        descendants.Add(table.ReadSelf());
        new Orphans(table, clock, TimeSpan.Zero, descendants).Kill([]);
    }
}
