using Lifelines.Processes;

namespace Lifelines.Terminations;

/// <summary>
/// Ends processes, all at the same time: requests their exit, and kills those that have not exited after the grace
/// period, with what they started.
/// </summary>
/// <param name="table">The processes.</param>
/// <param name="clock">Tells the time.</param>
/// <param name="gracePeriod">How long they may take, or <see cref="Timeout.InfiniteTimeSpan"/>.</param>
/// <param name="userId">The user of this process.</param>
internal sealed class Termination(IProcessTable table, TimeProvider clock, TimeSpan gracePeriod, string userId)
{
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(5);

    // How long a process that was killed may take to exit. One that waits for a device takes longer, maybe for ever.
    private static readonly TimeSpan _killPeriod = TimeSpan.FromSeconds(5);

    private readonly Opening _opening = new(table);
    private readonly long _start = clock.GetTimestamp();

    private TimeSpan Elapsed => clock.GetElapsedTime(_start);

    /// <summary>Ends the processes.</summary>
    /// <param name="processes">What to end, as it was found.</param>
    /// <param name="earlier">Other terminations, which started earlier.</param>
    /// <param name="cancellationToken">Stops waiting; what was signalled stays signalled.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<TerminationResult> RunAsync(IReadOnlyList<ProcessEntry> processes, IReadOnlyList<ProcessEntry> earlier, CancellationToken cancellationToken)
    {
        var others = Open(earlier);
        var victims = Open(processes.Where(process => table.Shows(process.Key, ProcessSign.Terminating) != true));
        try
        {
            var turn = new Turn(table, userId, others, gracePeriod);
            var until = gracePeriod == Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue : gracePeriod;
            await WaitAsync(victims, until, () => victims.ForEach(victim => turn.Request(victim, Elapsed)), cancellationToken).ConfigureAwait(false);

            var descendants = new Descendants(table, _opening);
            foreach (var victim in victims.Where(victim => victim.IsExpectedToExit))
                victim.Kill(descendants);

            await WaitAsync(victims, Elapsed + _killPeriod, () => { }, cancellationToken).ConfigureAwait(false);
            return new TerminationResult([.. victims.Select(Report)]);
        }
        finally
        {
            victims.ForEach(victim => victim.Dispose());
            others.ForEach(other => other.Dispose());
        }
    }

    private List<Victim> Open(IEnumerable<ProcessEntry> processes)
    {
        var opened = new List<Victim>();
        foreach (var process in processes)
        {
            if (_opening.TryOpen(process) is { } handle)
                opened.Add(new Victim(process, handle));
        }

        return opened;
    }

    private async Task WaitAsync(List<Victim> victims, TimeSpan until, Action meanwhile, CancellationToken cancellationToken)
    {
        while (true)
        {
            meanwhile();
            victims.ForEach(victim => victim.Observe(Elapsed));
            if (!victims.Exists(victim => victim.IsExpectedToExit) || Elapsed >= until)
                return;

            await Task.Delay(_pause, clock, cancellationToken).ConfigureAwait(false);
        }
    }

    private TerminatedProcess Report(Victim victim)
    {
        var process = table.Describe(victim.Process);
        return new TerminatedProcess(process, victim.Outcome, clock.GetLocalNow() - Elapsed - process.StartedAt, victim.ExitedAfter ?? Elapsed);
    }
}
