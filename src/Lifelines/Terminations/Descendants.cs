using Lifelines.Processes;

namespace Lifelines.Terminations;

/// <summary>
/// Finds what the workers of a lifeline have started: by its tag, whose worker has ended or is being terminated, and by its
/// parents, for as long as they are there.
/// </summary>
/// <param name="table">The processes.</param>
/// <param name="self">This process. It, its ancestors and what it started are never found.</param>
/// <param name="isOfLifeline">Whether a process shows the tag of a worker of the lifeline.</param>
internal sealed class Descendants(IProcessTable table, ProcessKey self, Func<TaggedProcess, bool> isOfLifeline)
{
    private readonly Dictionary<ProcessKey, ProcessEntry> _workers = [];
    private readonly Dictionary<ProcessKey, ProcessKey> _noted = [];

    /// <summary>Counts a worker as ended: it is about to be.</summary>
    public void Add(ProcessEntry worker) => _workers[worker.Key] = worker;

    /// <summary>Finds them, and notes those of a worker that is still there: when it has ended, its children have another parent.</summary>
    public IReadOnlyList<Descendant> Find()
    {
        var pass = new Pass(table.ListTagged(), self);
        var found = new List<Descendant>();
        foreach (var process in pass.Processes)
        {
            if (FindWorker(pass, process) is not { } worker)
                continue;

            found.Add(new Descendant(process, worker));
            if (_workers.ContainsKey(worker))
                _ = _noted.TryAdd(process.Key, worker);
        }

        return found;
    }

    /// <summary>The worker that started a process; null if none did that it must end with.</summary>
    private ProcessKey? FindWorker(Pass pass, TaggedProcess process)
    {
        ProcessKey? worker = null;
        TaggedProcess? child = null;
        for (var current = process; current is not null; child = current, current = pass.ParentOf(current))
        {
            if (current.Key == self)
                return null;

            // What an ancestor of this process has started is left alone, if the ancestor is one of those that would be ended itself.
            if (pass.IsAncestor(current.Key))
                return FindOwn(current) is null ? worker : null;

            if (_workers.TryGetValue(current.Key, out var ending))
                return child is null ? null : ending.HasStarted(child.Key) ? ending.Key : worker;

            if (current.IsOptedOut || current.IsWorker)
                return null;

            worker ??= FindOwn(current);
        }

        return worker;
    }

    private ProcessKey? FindOwn(TaggedProcess process)
    {
        if (_noted.TryGetValue(process.Key, out var noted))
            return noted;

        if (process.Tag is not { } tag || process.Key.StartTime < tag.Worker.StartTime)
            return null;

        // Looked at after the tag was read, and by its own entry: a worker that is not in the pass may have started after that began.
        return _workers.ContainsKey(tag.Worker) || (isOfLifeline(process) && !table.IsRunning(tag.Worker)) ? tag.Worker : null;
    }

    /// <summary>The processes of one pass.</summary>
    private sealed class Pass
    {
        private readonly Dictionary<int, TaggedProcess> _byPid = [];
        private readonly HashSet<ProcessKey> _ancestors = [];

        public Pass(IReadOnlyList<TaggedProcess> processes, ProcessKey self)
        {
            Processes = processes;
            foreach (var process in processes)
                _byPid[process.Key.Pid] = process;

            for (var current = _byPid.GetValueOrDefault(self.Pid); current is not null && ParentOf(current) is { } parent && _ancestors.Add(parent.Key); current = parent)
            {
            }
        }

        public IReadOnlyList<TaggedProcess> Processes { get; }

        public bool IsAncestor(ProcessKey key) => _ancestors.Contains(key);

        public TaggedProcess? ParentOf(TaggedProcess process) =>
            _byPid.TryGetValue(process.Link.ParentPid, out var parent) && parent != process && process.Link.IsChildOf(parent.Key) ? parent : null;
    }
}
