using Lifelines.Processes;

namespace Lifelines.Terminations;

/// <summary>Ends a process that is suspended and has been for too long, with what it started. It cannot be asked: it would not hear it.</summary>
/// <param name="table">The processes.</param>
/// <param name="clock">Tells the time.</param>
/// <param name="descendants">Finds what it has started.</param>
internal sealed class Replacement(IProcessTable table, TimeProvider clock, Descendants descendants)
{
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(5);

    // How long a signal takes to stop all threads of a process that was resumed just now.
    private static readonly TimeSpan _stopPeriod = TimeSpan.FromMilliseconds(200);

    /// <summary>Ends it, unless it goes on.</summary>
    /// <param name="process">The process.</param>
    /// <param name="isOverdue">Looks whether it has still been suspended for too long.</param>
    /// <returns>Whether it has ended; false if it goes on.</returns>
    /// <exception cref="LifelineException">It could not be ended.</exception>
    public bool TryEnd(ProcessEntry process, Func<bool> isOverdue)
    {
        if (new Opening(table).TryOpen(process) is not { } handle)
            return true;

        using var victim = new Victim(process, handle);
        if (!handle.Suspend())
            throw new LifelineException($"Process {process.Pid} has been stopped for longer than it may be silent, and is not yours to end: run this as {table.UserName(process)} or as root.");

        // Who is resumed in this moment shows a later time, if it still can.
        _ = WaitFor(() => table.TryReadTagged(process.Pid) is not { Link.IsStopped: false }, _stopPeriod);
        if (!isOverdue())
        {
            handle.Resume();
            return false;
        }

        descendants.Add(process);
        new Orphans(table, clock, TimeSpan.Zero, descendants).Kill([victim]);
        return WaitFor(() => handle.HasExited, Termination.KillPeriod)
            ? true
            : throw new LifelineException($"Process {process.Pid} has been stopped for longer than it may be silent, and was killed, but is still there: a frozen control group keeps it until it is thawed.");
    }

    private bool WaitFor(Func<bool> condition, TimeSpan limit)
    {
        for (var start = clock.GetTimestamp(); !condition(); Thread.Sleep(_pause))
        {
            if (clock.GetElapsedTime(start) >= limit)
                return false;
        }

        return true;
    }
}
