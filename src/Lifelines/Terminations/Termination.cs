using Lifelines.Identity;
using Lifelines.Processes;

namespace Lifelines.Terminations;

/// <summary>
/// Ends processes, all at the same time: requests their exit, and kills those that have not exited after the grace
/// period, with what they started. Then it ends what is left of what they started.
/// </summary>
/// <param name="table">The processes.</param>
/// <param name="clock">Tells the time.</param>
/// <param name="gracePeriod">How long they may take, or <see cref="Timeout.InfiniteTimeSpan"/>; null for the default, or longer if they say so.</param>
/// <param name="userId">The user of this process.</param>
/// <param name="descendants">Finds what they have started.</param>
internal sealed class Termination(IProcessTable table, TimeProvider clock, TimeSpan? gracePeriod, string userId, Descendants descendants)
{
    /// <summary>How long processes may take, if nobody says otherwise.</summary>
    public static readonly TimeSpan DefaultGracePeriod = TimeSpan.FromSeconds(10);

    /// <summary>How long a process that was killed may take to exit. One that waits for a device takes longer, maybe for ever.</summary>
    public static readonly TimeSpan KillPeriod = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(5);

    // What a worker starts and what then outlives it with another parent is seen in between.
    private static readonly TimeSpan _betweenNotes = TimeSpan.FromMilliseconds(20);

    // How long a process may take from the end of its own time-out until it has exited.
    private static readonly TimeSpan _exitPeriod = TimeSpan.FromSeconds(2);

    // Whoever starts workers faster than they are ended is told so.
    private const int MostRounds = 10;

    private readonly Opening _opening = new(table);
    private readonly Orphans _orphans = new(table, clock, gracePeriod ?? DefaultGracePeriod, descendants);
    private readonly List<(Victim Victim, TimeSpan RunTime, TimeSpan Duration)> _reports = [];
    private long _nextNote;

    /// <summary>Ends the processes, and looks again until none is left.</summary>
    /// <param name="scan">Finds what to end, and other terminations that started earlier.</param>
    /// <param name="cancellationToken">Stops waiting; what was signalled stays signalled.</param>
    /// <exception cref="LifelineException">The processes cannot be looked at.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<TerminationResult> RunAsync(Func<Members> scan, CancellationToken cancellationToken)
    {
        var members = scan();
        var others = Open(members.EarlierTerminations);
        try
        {
            for (var round = 1; ; round++)
            {
                var found = members.InstancesToEnd.Where(IsToEnd).ToList();
                var before = _orphans.Ended.Count;
                await EndAsync(found, others, cancellationToken).ConfigureAwait(false);
                if (round == MostRounds || (found.Count == 0 && _orphans.Ended.Count == before))
                    return Report();

                members = scan();
            }
        }
        finally
        {
            others.ForEach(other => other.Dispose());
        }
    }

    private bool IsToEnd(ProcessEntry process) =>
        !_reports.Exists(report => report.Victim.Process.Key == process.Key) && table.ReadSigns(process.Key)?.Contains(ProcessSign.Terminating.Name) != true;

    private async Task EndAsync(IReadOnlyList<ProcessEntry> processes, List<Victim> others, CancellationToken cancellationToken)
    {
        var start = clock.GetTimestamp();
        var victims = Open(processes);
        var turn = new Turn(table, userId, others, gracePeriod ?? DefaultGracePeriod);
        try
        {
            victims.ForEach(victim => descendants.Add(victim.Process));
            var until = gracePeriod == Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue : gracePeriod ?? DefaultGracePeriod;
            await WaitAsync(until, RequestExitInTurn).ConfigureAwait(false);
            if (gracePeriod is null)
                await WaitAsync(FindLongestTimeout(victims), Note).ConfigureAwait(false);

            var hung = victims.Where(victim => victim.IsExpectedToExit).ToList();
            if (hung.Count > 0)
            {
                _orphans.Kill(hung);
                await WaitAsync(clock.GetElapsedTime(start) + KillPeriod, () => { }).ConfigureAwait(false);
            }

            while (!turn.HasCome(clock.GetElapsedTime(start)) && descendants.Find().Count > 0)
                await Task.Delay(_pause, clock, cancellationToken).ConfigureAwait(false);

            await _orphans.EndAsync(TimeSpan.MaxValue, cancellationToken).ConfigureAwait(false);

            void RequestExitInTurn()
            {
                victims.ForEach(victim => turn.Request(victim, clock.GetElapsedTime(start)));
                Note();
            }
        }
        finally
        {
            foreach (var victim in victims)
            {
                var startedAt = table.StartedAt(victim.Process.Key);
                var elapsed = clock.GetElapsedTime(start);
                _reports.Add((victim, clock.GetLocalNow() - elapsed - startedAt, victim.ExitedAfter ?? elapsed));
                victim.Dispose();
            }
        }

        async Task WaitAsync(TimeSpan until, Action meanwhile)
        {
            while (true)
            {
                if (victims.Exists(victim => victim.IsExpectedToExit))
                    meanwhile();

                victims.ForEach(victim => victim.Observe(clock.GetElapsedTime(start)));
                if (!victims.Exists(victim => victim.IsExpectedToExit) || clock.GetElapsedTime(start) >= until)
                    return;

                await Task.Delay(_pause, clock, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Finds how long those that still run may take by their own word, and to exit after that.</summary>
    private TimeSpan FindLongestTimeout(List<Victim> victims)
    {
        var longest = TimeSpan.Zero;
        foreach (var victim in victims.Where(victim => victim.IsExpectedToExit))
        {
            if (ProcessSign.TimeoutOf(table.ReadSigns(victim.Process.Key)) is { } timeout && timeout + _exitPeriod > longest)
                longest = timeout + _exitPeriod;
        }

        return longest;
    }

    /// <summary>Notes what the workers have started, at most as often as it takes a quarter of the time.</summary>
    private void Note()
    {
        var start = clock.GetTimestamp();
        if (start < _nextNote)
            return;

        _ = descendants.Find();
        var took = clock.GetElapsedTime(start);
        var pause = 4 * took > _betweenNotes ? 4 * took : _betweenNotes;
        _nextNote = clock.GetTimestamp() + (long)(pause.TotalSeconds * clock.TimestampFrequency);
    }

    private List<Victim> Open(IReadOnlyList<ProcessEntry> processes)
    {
        var opened = new List<Victim>();
        foreach (var process in processes)
        {
            if (_opening.TryOpen(process) is { } handle)
                opened.Add(new Victim(process, handle));
        }

        return opened;
    }

    private TerminationResult Report()
    {
        var ended = _orphans.Ended.ToList();
        var processes = _reports.Select(report => new TerminatedProcess(table.Describe(report.Victim.Process), report.Victim.Outcome, report.RunTime, report.Duration)
        {
            Descendants = [.. ended.Where(process => process.Worker == report.Victim.Process.Key && process.ExitedAfter is not null).Select(process => table.Describe(process.Process))],
        });
        var orphans = ended.Where(process => process.ExitedAfter is null || !_reports.Exists(report => report.Victim.Process.Key == process.Worker)).Select(Report);
        return new TerminationResult([.. processes], [.. orphans]);
    }

    private TerminatedProcess Report(EndedProcess ended)
    {
        var process = table.Describe(ended.Process);
        var duration = ended.ExitedAfter ?? clock.GetElapsedTime(ended.Since);
        return new TerminatedProcess(process, ended.Outcome, clock.GetLocalNow() - clock.GetElapsedTime(ended.Since) - process.StartedAt, duration);
    }
}
