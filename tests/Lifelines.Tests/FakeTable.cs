using System.Text;
using Lifelines.Processes;

namespace Lifelines.Tests;

/// <summary>A process table that shows what a test says, one scan after another, and records what is done to the processes.</summary>
internal sealed class FakeTable(params ProcessEntry[][] scans) : IProcessTable
{
    public const int Self = 100;

    private int _lists;
    private int _open;

    /// <summary>How often the processes were scanned.</summary>
    public int Scans { get; private set; }

    /// <summary>What has taken the place of a process since it was found.</summary>
    public Dictionary<int, ProcessEntry?> Now { get; } = [];

    /// <summary>Processes that these have started.</summary>
    public List<ParentLink> Children { get; } = [];

    /// <summary>Processes that show tags.</summary>
    public List<TaggedProcess> Tagged { get; } = [];

    /// <summary>Called when the processes are listed, with how often they were.</summary>
    public Action<int>? OnList { get; set; }

    /// <summary>Called after that.</summary>
    public Action? OnListed { get; set; }

    /// <summary>How many handles were open at once.</summary>
    public int MostOpen { get; private set; }

    /// <summary>Those that cannot be opened.</summary>
    public HashSet<int> Unopenable { get; } = [];

    /// <summary>The folders that their programs lie in, as far as that can be told.</summary>
    public Dictionary<int, string> Folders { get; } = [];

    /// <summary>Those that run no .NET.</summary>
    public HashSet<int> Launchers { get; } = [];

    /// <summary>Those that SIGTERM does not end.</summary>
    public HashSet<int> Stubborn { get; } = [];

    /// <summary>Those that this user may not signal.</summary>
    public HashSet<int> Foreign { get; } = [];

    /// <summary>What processes show of themselves; null where the system has no place for that.</summary>
    public HashSet<(int Pid, ProcessSign Sign)>? Signs { get; init; } = [];

    public List<(int Pid, string Deed)> Deeds { get; } = [];

    public static ProcessEntry Process(int pid, ulong start, string command = "worker\0a\0") =>
        new(new ProcessKey(start, pid), ParentPid: 1, UserId: "0", Encoding.UTF8.GetBytes(command));

    public ProcessEntry ReadSelf() => TryRead(Self)!;

    public ProcessScan Scan(ProcessEntry self, IReadOnlyList<ProgramName> programs, LifelineScope scope) =>
        new(self, [.. scans[Math.Min(Scans++, scans.Length - 1)].Where(process => process.Pid != self.Pid)]);

    public ProcessEntry? TryRead(int pid) => Now.TryGetValue(pid, out var now) ? now : scans[0].FirstOrDefault(process => process.Pid == pid);

    public IReadOnlyList<ParentLink> ListParents() => [.. Everybody().Select(process => process.Link)];

    public IReadOnlyList<TaggedProcess> ListTagged()
    {
        OnList?.Invoke(++_lists);
        var listed = Everybody();
        OnListed?.Invoke();
        return listed;
    }

    public TaggedProcess? TryReadTagged(int pid) => Now.TryGetValue(pid, out var now)
        ? now is null ? null : new TaggedProcess(new ParentLink(now.Key, now.ParentPid))
        : Everybody().FirstOrDefault(process => process.Key.Pid == pid);

    public bool IsRunning(ProcessKey key) => TryReadTagged(key.Pid)?.Key == key;

    public void Tag(ProcessEntry self, ulong identity)
    {
    }

    public bool TryShow(string? name) => true;

    public DateTimeOffset StartedAt(ProcessKey key) => DateTimeOffset.UnixEpoch;

    public string UserName(ProcessEntry process) => "root";

    public ProcessUsage? TryReadUsage(ProcessKey key) => null;

    public bool RunsDotNet(ProcessEntry process) => !Launchers.Contains(process.Pid);

    public string? TryReadFolder(ProcessEntry process) => Folders.GetValueOrDefault(process.Pid);

    public bool IsSuspended(ProcessEntry process, bool mayBeFrozen) => process.IsStopped;

    public IReadOnlyList<string>? ReadSigns(ProcessKey key) => Signs is null ? null : [.. Signs.Where(shown => shown.Pid == key.Pid).Select(shown => shown.Sign.Name)];

    public IProcessHandle? TryOpen(ProcessEntry process) =>
        Unopenable.Contains(process.Pid) ? throw new LifelineException("Too many open files.")
        : Now.TryGetValue(process.Pid, out var now) && now is null ? null : new Handle(this, process.Pid);

    private void CountOpen(int change) => MostOpen = Math.Max(MostOpen, _open += change);

    private List<TaggedProcess> Everybody() =>
    [
        .. scans[0].Where(process => Children.TrueForAll(link => link.Key != process.Key) && Tagged.TrueForAll(tagged => tagged.Key != process.Key)).Select(process => new TaggedProcess(new ParentLink(process.Key, process.ParentPid))).Where(IsThere),
        .. Children.Select(link => new TaggedProcess(link)).Where(IsThere),
        .. Tagged.Where(IsThere),
    ];

    private bool IsThere(TaggedProcess process) => !HasExited(process.Key.Pid);

    private bool HasExited(int pid) => Deeds.Contains((pid, Handle.Killed)) || (Deeds.Contains((pid, nameof(IProcessHandle.RequestExit))) && !Stubborn.Contains(pid));

    private sealed class Handle : IProcessHandle
    {
        private readonly FakeTable _table;
        private readonly int _pid;

        public Handle(FakeTable table, int pid)
        {
            (_table, _pid) = (table, pid);
            _table.CountOpen(1);
        }

        public const string Killed = nameof(Kill);

        public bool HasExited => _table.HasExited(_pid);

        public bool RequestExit() => Do(nameof(RequestExit));

        public bool Suspend() => Do(nameof(Suspend));

        public void Resume() => Do(nameof(Resume));

        public bool Kill() => Do(Killed);

        public void Dispose() => _table.CountOpen(-1);

        private bool Do(string deed)
        {
            if (!_table.Foreign.Contains(_pid))
                _table.Deeds.Add((_pid, deed));

            return !_table.Foreign.Contains(_pid);
        }
    }
}
