using System.Diagnostics;
using Lifelines.Processes;

namespace Lifelines;

/// <summary>
/// Ends processes: asks first, and kills what has not ended after the grace period. All of them at the same time.
/// </summary>
/// <param name="table">The processes.</param>
/// <param name="gracePeriod">How long they may take.</param>
internal sealed class Termination(IProcessTable table, TimeSpan gracePeriod)
{
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan _deathThroes = TimeSpan.FromSeconds(5);

    private readonly long _start = Stopwatch.GetTimestamp();

    private TimeSpan Elapsed => Stopwatch.GetElapsedTime(_start);

    /// <summary>Ends the processes.</summary>
    /// <param name="processes">What to end, as it was found.</param>
    /// <param name="elders">
    /// Other terminations that began earlier. As long as one runs, the signal is its to send: a second SIGTERM would
    /// cut the cleaning up short.
    /// </param>
    public TerminationResult Run(IReadOnlyList<ProcessEntry> processes, IReadOnlyList<ProcessEntry> elders)
    {
        var earlier = Open(elders);
        var victims = Open(processes);
        try
        {
            var asked = false;
            Wait(victims, gracePeriod, () =>
            {
                if (!asked && earlier.TrueForAll(termination => termination.Handle.HasExited))
                {
                    asked = true;
                    victims.ForEach(victim => victim.Ask());
                }
            });

            foreach (var victim in victims.Where(victim => victim.IsPending))
                Kill(victim);

            Wait(victims, Elapsed + _deathThroes, () => { });
            return new TerminationResult([.. victims.Select(Report)]);
        }
        finally
        {
            victims.ForEach(victim => victim.Handle.Dispose());
            earlier.ForEach(termination => termination.Handle.Dispose());
        }
    }

    /// <summary>Takes hold of those that still are what was found.</summary>
    private List<Victim> Open(IReadOnlyList<ProcessEntry> processes)
    {
        var victims = new List<Victim>();
        foreach (var process in processes)
        {
            if (table.TryOpen(process) is not { } handle)
                continue;

            // The handle is on whatever has the pid now: only what still has the same start time and command is the one that was found.
            if (table.TryRead(process.Pid) is { } now && now.Key == process.Key && now.CommandLine.AsSpan().SequenceEqual(process.CommandLine))
                victims.Add(new Victim(process, handle));
            else
                handle.Dispose();
        }

        return victims;
    }

    /// <summary>Kills a process and all that it started, which is stopped first so that it starts no more.</summary>
    private void Kill(Victim victim)
    {
        var family = new Dictionary<ProcessKey, IProcessHandle> { [victim.Process.Key] = victim.Handle };
        try
        {
            bool isComplete;
            do
            {
                isComplete = true;
                foreach (var handle in family.Values)
                    handle.Freeze();

                foreach (var descendant in table.ListFamily().Where(child => !family.ContainsKey(child.Key) && IsChild(child)).ToList())
                {
                    if (table.TryRead(descendant.Key.Pid) is not { } entry || entry.Key != descendant.Key)
                        continue;

                    foreach (var member in Open([entry]))
                    {
                        family.Add(entry.Key, member.Handle);
                        isComplete = false;
                    }
                }
            }
            while (!isComplete);

            foreach (var handle in family.Values)
                handle.Kill();

            victim.Outcome = TerminationOutcome.Killed;
        }
        finally
        {
            foreach (var handle in family.Values.Where(handle => handle != victim.Handle))
                handle.Dispose();
        }

        bool IsChild(ParentLink child) =>
            family.Keys.Any(parent => parent.Pid == child.ParentPid && !child.Key.IsOlderThan(parent));
    }

    private void Wait(List<Victim> victims, TimeSpan until, Action meanwhile)
    {
        while (true)
        {
            meanwhile();
            foreach (var victim in victims.Where(victim => victim.EndedAfter is null && victim.Handle.HasExited))
                victim.EndedAfter = Elapsed;

            if (victims.TrueForAll(victim => !victim.IsExpectedToEnd) || Elapsed >= until)
                return;

            Thread.Sleep(_pause);
        }
    }

    private TerminatedProcess Report(Victim victim)
    {
        var process = victim.Process;
        var description = LifelineProcess.Describe(table, process);
        var took = victim.EndedAfter ?? Elapsed;
        return new TerminatedProcess(
            description,
            RanFor: DateTimeOffset.Now - description.StartedAt - Elapsed,
            victim.EndedAfter is null && victim.Outcome == TerminationOutcome.Killed ? TerminationOutcome.StillRunning : victim.Outcome,
            took);
    }

    private sealed class Victim(ProcessEntry process, IProcessHandle handle)
    {
        public ProcessEntry Process { get; } = process;

        public IProcessHandle Handle { get; } = handle;

        public TerminationOutcome Outcome { get; set; } = TerminationOutcome.Stopped;

        public TimeSpan? EndedAfter { get; set; }

        public bool IsExpectedToEnd => EndedAfter is null && Outcome != TerminationOutcome.NotPermitted;

        public void Ask()
        {
            if (!Handle.Ask())
                Outcome = TerminationOutcome.NotPermitted;
        }

        public bool IsPending => IsExpectedToEnd && Outcome == TerminationOutcome.Stopped;
    }
}
