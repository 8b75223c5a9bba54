using System.IO.Pipes;
using Lifelines.Processes;

namespace Lifelines.Terminations;

/// <summary>Kills processes, all of which are suspended first: what is suspended starts no other.</summary>
internal sealed class Killing(IProcessTable table, Opening opening, TimeProvider clock)
{
    // A process that starts others faster than they are suspended is killed all the same, and what it has started is found again.
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(5);

    // How long a parent may take to see that its child is suspended, and to suspend itself.
    private static readonly TimeSpan _echo = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(5);

    /// <summary>Kills workers and what is found with them.</summary>
    /// <param name="workers">The workers.</param>
    /// <param name="find">Finds what they have started.</param>
    /// <param name="onSignal">Called for each that is about to be suspended.</param>
    /// <param name="onRefusal">Called for each that this user may not signal, or that could not be opened.</param>
    /// <exception cref="LifelineException">The processes could not be looked at; what was suspended is killed.</exception>
    public void Kill(IReadOnlyList<Victim> workers, Func<IReadOnlyList<Descendant>> find, Action<Descendant> onSignal, Action<Descendant> onRefusal)
    {
        // Given up when there is no other descriptor left: what is suspended must be killed whatever happens.
        using var reserve = Reserve();
        var suspended = new Dictionary<ProcessKey, Descendant>();
        var refused = new HashSet<ProcessKey>();
        var parents = new List<ParentLink>();
        try
        {
            var links = table.ListParents();
            foreach (var worker in workers)
            {
                parents.AddRange(RunningParentsOf(links, worker.Process.ParentPid));
                _ = worker.Handle.Suspend();
            }

            var start = clock.GetTimestamp();
            for (var isComplete = false; !isComplete && clock.GetElapsedTime(start) < _longest;)
            {
                isComplete = true;
                foreach (var descendant in find())
                {
                    if (suspended.ContainsKey(descendant.Key) || refused.Contains(descendant.Key))
                        continue;

                    onSignal(descendant);
                    parents.AddRange(RunningParentsOf(links, descendant.Process.Link.ParentPid));
                    switch (TrySignal(descendant, handle => handle.Suspend()))
                    {
                        case true:
                            suspended.Add(descendant.Key, descendant);
                            isComplete = false;
                            break;
                        case false:
                            _ = refused.Add(descendant.Key);
                            onRefusal(descendant);
                            break;
                    }
                }
            }
        }
        finally
        {
            reserve.Dispose();
            foreach (var descendant in suspended.Values)
            {
                if (TrySignal(descendant, handle => handle.Kill()) == false)
                    onRefusal(descendant);
            }

            foreach (var worker in workers)
                worker.Kill();

            ResumeEchoes(parents, suspended.Keys, workers);
        }
    }

    private static AnonymousPipeServerStream Reserve()
    {
        try
        {
            return new AnonymousPipeServerStream();
        }
        catch (IOException exception)
        {
            throw new LifelineException($"Nothing was killed, since this process has no descriptors left: {exception.Message}", exception);
        }
    }

    /// <summary>Signals a process through a handle that is closed at once: there may be hundreds.</summary>
    /// <returns>Whether this user may; null if it has ended.</returns>
    private bool? TrySignal(Descendant descendant, Func<IProcessHandle, bool> signal)
    {
        try
        {
            using var handle = opening.TryOpen(descendant.Process);
            return handle is null ? null : signal(handle);
        }
        catch (LifelineException)
        {
            return false;
        }
    }

    private static IEnumerable<ParentLink> RunningParentsOf(IReadOnlyList<ParentLink> links, int pid) =>
        links.Where(link => link.Key.Pid == pid && link.Key.Pid > 1 && !link.IsStopped);

    /// <summary>
    /// Resumes parents that have suspended themselves because their child was: job control of sudo, su and script, for
    /// instance. They would wait for ever.
    /// </summary>
    private void ResumeEchoes(List<ParentLink> parents, IReadOnlyCollection<ProcessKey> suspended, IReadOnlyList<Victim> workers)
    {
        var waiting = parents.Where(parent => parent.Key.Pid != Environment.ProcessId && !suspended.Contains(parent.Key) && !workers.Any(worker => worker.Process.Key == parent.Key)).Distinct().ToList();
        for (var start = clock.GetTimestamp(); waiting.Count > 0 && clock.GetElapsedTime(start) < _echo; Thread.Sleep(_pause))
        {
            foreach (var parent in waiting)
            {
                if (table.TryReadTagged(parent.Key.Pid) is { Link.IsStopped: true } now && now.Key == parent.Key)
                {
                    using var handle = table.TryOpen(new ProcessEntry(parent.Key, parent.ParentPid, "", []));
                    handle?.Resume();
                }
            }
        }
    }
}
