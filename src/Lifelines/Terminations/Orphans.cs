using Lifelines.Processes;

namespace Lifelines.Terminations;

/// <summary>Ends what workers of a lifeline have left behind: requests their exit, and kills those that have not exited after the grace period.</summary>
/// <param name="table">The processes.</param>
/// <param name="clock">Tells the time.</param>
/// <param name="gracePeriod">How long they may take, or <see cref="Timeout.InfiniteTimeSpan"/>.</param>
/// <param name="descendants">Finds them.</param>
internal sealed class Orphans(IProcessTable table, TimeProvider clock, TimeSpan gracePeriod, Descendants descendants)
{
    // One that starts others without pause may be between two of them in one pass.
    private const int QuietPasses = 2;

    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(20);

    private readonly Opening _opening = new(table);
    private readonly Dictionary<ProcessKey, EndedProcess> _ended = [];

    /// <summary>What was signalled so far.</summary>
    public IReadOnlyCollection<EndedProcess> Ended => _ended.Values;

    /// <summary>Ends them.</summary>
    /// <param name="longest">How long to wait for those that may not be killed, if the grace period never ends.</param>
    /// <param name="cancellationToken">Stops waiting; what was signalled stays signalled.</param>
    /// <exception cref="LifelineException">The processes cannot be looked at.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task EndAsync(TimeSpan longest, CancellationToken cancellationToken)
    {
        var start = clock.GetTimestamp();
        var mayKill = gracePeriod != Timeout.InfiniteTimeSpan;
        var until = mayKill ? gracePeriod : longest;
        for (var quiet = 0; quiet < QuietPasses;)
        {
            var found = Look();
            quiet = found.Count == 0 ? quiet + 1 : 0;
            var elapsed = clock.GetElapsedTime(start);
            foreach (var descendant in found.Where(descendant => !_ended.ContainsKey(descendant.Key)))
                RequestExit(descendant);

            if (quiet > 0)
                continue;

            if (elapsed >= until && (!mayKill || elapsed - until >= Termination.KillPeriod))
                return;

            if (elapsed >= until)
                Kill([]);

            await Task.Delay(_pause, clock, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Kills workers with what they have started.</summary>
    public void Kill(IReadOnlyList<Victim> workers)
    {
        try
        {
            new Killing(table, _opening, clock).Kill(workers, descendants.Find, MarkKilled, descendant => _ended[descendant.Key].IsPermitted = false);
        }
        catch (LifelineException exception)
        {
            throw new LifelineException($"What the lifeline had started could not all be found: {exception.Message} Killed were: {string.Join(", ", workers.Select(worker => worker.Process.Pid).Concat(_ended.Values.Where(ended => ended.IsKilled && ended.IsPermitted).Select(ended => ended.Process.Pid)))}.", exception);
        }

        void MarkKilled(Descendant descendant) => Record(descendant).IsKilled = true;
    }

    /// <summary>Looks who is left to end, and notes who has ended.</summary>
    private List<Descendant> Look()
    {
        var found = descendants.Find();
        var now = clock.GetTimestamp();
        var keys = found.Select(descendant => descendant.Key).ToHashSet();
        foreach (var ended in _ended.Values.Where(ended => ended.ExitedAfter is null && !keys.Contains(ended.Process.Key)))
            ended.ExitedAfter = clock.GetElapsedTime(ended.Since, now);

        return [.. found.Where(descendant => !_ended.TryGetValue(descendant.Key, out var ended) || ended.IsPermitted)];
    }

    private void RequestExit(Descendant descendant)
    {
        try
        {
            using var handle = _opening.TryOpen(descendant.Process);
            if (handle is not null)
                Record(descendant).IsPermitted = handle.RequestExit();
        }
        catch (LifelineException)
        {
            Record(descendant).IsPermitted = false;
        }
    }

    private EndedProcess Record(Descendant descendant)
    {
        if (!_ended.TryGetValue(descendant.Key, out var ended))
            _ended.Add(descendant.Key, ended = new EndedProcess(Read(descendant), descendant.Worker, clock.GetTimestamp()));

        return ended;
    }

    private ProcessEntry Read(Descendant descendant)
    {
        var unread = new ProcessEntry(descendant.Key, descendant.Process.Link.ParentPid, descendant.Process.UserId ?? "", []);
        try
        {
            return table.TryRead(descendant.Key.Pid) is { } entry && entry.Key == descendant.Key ? entry : unread;
        }
        catch (LifelineException)
        {
            return unread;
        }
    }
}
