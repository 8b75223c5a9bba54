using System.Text;
using Lifelines.Processes.Unix;

namespace Lifelines.Processes.Linux;

/// <summary>Linux: what <c>/proc</c> shows, proc(5).</summary>
internal sealed partial class LinuxProcessTable : IProcessTable
{
    // USER_HZ, which proc(5) counts start times in: 100 on every architecture that .NET runs on (include/asm-generic/param.h).
    private const double TicksPerSecond = 100;

    private readonly string _root;
    private readonly int _selfPid;
    private ulong _bootTime;

    /// <param name="root">Where the file system is mounted.</param>
    /// <param name="processId">The pid of this process in its own PID namespace.</param>
    /// <exception cref="LifelineException">The process list is missing, or is another PID namespace's.</exception>
    public LinuxProcessTable(string root, int processId)
    {
        if (!new ProcFiles(root).TryReadSelf(out var self))
            throw new LifelineException($"There is no process list: {root} is not mounted, or this process is not in it. Mount it (mount -t proc proc {root}).");

        if (self != processId)
            throw new LifelineException($"{root} belongs to another PID namespace: it lists this process (pid {processId}) as {self}. Mount the namespace's own (unshare --mount-proc).");

        _root = root;
        _selfPid = processId;
    }

    public ProcessEntry ReadSelf() => TryReadNow(_selfPid) ?? throw ProcessTable.SelfIsMissing(_selfPid);

    public ProcessEntry? TryRead(int pid)
    {
        ProcessEntry? entry = null;
        var limited = new LimitedRead();
        limited.Begin(pid);
        limited.Run(() => entry = TryReadNow(pid));
        return entry;
    }

    private ProcessEntry? TryReadNow(int pid)
    {
        var files = new ProcFiles(_root);
        var state = ReadCommand(files, pid, isWanted: null, out var command);
        var entry = state == ProcFileState.Read ? TryComplete(files, pid, NameHost(files, pid, command), out state) : null;
        return state != ProcFileState.Hidden
            ? entry
            : throw new LifelineException($"Process {pid} cannot be read. {WhenHidden}");
    }

    public ProcessScan Scan(ProcessEntry self, IReadOnlyList<ProgramName> programs, LifelineScope scope)
    {
        ProcessScan? scan = null;
        var limited = new LimitedRead();
        limited.Run(() => scan = Scan(self, programs, scope, limited));
        return scan!;
    }

    private ProcessScan Scan(ProcessEntry self, IReadOnlyList<ProgramName> programs, LifelineScope scope, LimitedRead limited)
    {
        var files = new ProcFiles(_root);
        var kernelThreads = new KernelThreads(files);
        var others = new List<ProcessEntry>();
        bool firstIsListed = false, selfIsListed = false;
        foreach (var pid in files.ListPids())
        {
            limited.Begin(pid);
            firstIsListed |= pid == 1;
            if (pid == _selfPid)
            {
                selfIsListed = true;
                continue;
            }

            var entry = TryFind(files, kernelThreads, pid, programs, out var state);
            if (state == ProcFileState.Hidden && (scope == LifelineScope.Machine || LibC.MaySignal(pid)))
                throw new LifelineException($"Process {pid} cannot be read, and could be another {programs[0]}. {WhenHidden}");

            if (entry is not null && (scope == LifelineScope.Machine || entry.IsOfSameUser(self)))
                others.Add(entry);
        }

        if (!selfIsListed)
            throw ProcessTable.SelfIsMissing(_selfPid);

        // Every PID namespace has a process 1 as long as it has any. With hidepid=2 it is not listed for other users.
        if (!firstIsListed && scope == LifelineScope.Machine)
            throw new LifelineException($"{_root} does not list the processes of other users, which could be another {programs[0]}. {WhenHidden}");

        if (MayHide(files, self, scope))
            throw new LifelineException($"{_root} is mounted with hidepid, so another {programs[0]} could be hidden from this process. {(scope == LifelineScope.Machine ? WhenHidden : WhenHiddenFromOwnUser)}");

        return new ProcessScan(self, others);
    }

    public IReadOnlyList<ParentLink> ListParents()
    {
        var files = new ProcFiles(_root);
        var links = new List<ParentLink>();
        foreach (var pid in files.ListPids())
        {
            if (TryReadLink(files, pid) is { } link)
                links.Add(link);
        }

        return links;
    }

    public DateTimeOffset StartedAt(ProcessKey key) => DateTimeOffset.Now - LibC.TimeSinceBoot() + TimeSpan.FromSeconds(key.StartTime / TicksPerSecond);

    public string UserName(ProcessEntry process) => LibC.UserName(process.UserId);

    public ProcessUsage? TryReadUsage(ProcessKey key) => ProcessUsage.TryRead(key, TryReadKey);

    public IProcessHandle? TryOpen(ProcessEntry process)
    {
        var byPid = new PidHandle(process.Key, TryReadKey);
        return PidFd.TryOpen(byPid, process.Pid, out var handle) ? handle : byPid;
    }

    /// <summary>Reads which running process has a pid.</summary>
    public ProcessKey? TryReadKey(int pid) => TryReadLink(new ProcFiles(_root), pid)?.Key;

    /// <summary>When a process was started, in whole seconds since 1970, as ps(1) counts; null if it has ended.</summary>
    public ulong? TryReadStart(int pid)
    {
        // Once, or it would differ by a second from call to call.
        if (_bootTime == 0)
            _bootTime = (ulong)(DateTimeOffset.UtcNow - LibC.TimeSinceBoot()).ToUnixTimeSeconds();

        return TryReadKey(pid) is { } key ? _bootTime + (key.StartTime / (ulong)TicksPerSecond) : null;
    }

    private ProcessEntry? TryFind(ProcFiles files, KernelThreads kernelThreads, int pid, IReadOnlyList<ProgramName> programs, out ProcFileState state)
    {
        state = ReadCommand(files, pid, start => MayRun(programs, start), out var text, kernelThreads);
        if (state != ProcFileState.Read)
            return null;

        if (IsRun(programs, text))
            return TryComplete(files, pid, text.ToArray(), out state);

        return TryParseAsHost(text, out var hosted) && IsOneOf(programs, hosted) && TryNameHost(files, pid, text.ToArray()) is { } command
            ? TryComplete(files, pid, command, out state)
            : null;
    }

    private ProcessEntry? TryComplete(ProcFiles files, int pid, byte[] command, out ProcFileState state)
    {
        state = ReadStat(files, pid, out var stat, out var text);
        if (state != ProcFileState.Read || stat.HasEnded)
            return null;

        var shownName = Encoding.UTF8.GetString(ProcStat.ShownName(text));
        if (!TryReadStatus(files, pid, out var status))
            return null;

        if (!status.TryReadUsers(out var real, out var effective, out _))
            throw new LifelineException($"{_root}/{pid}/status names no user.");

        var link = new ParentLink(new ProcessKey(stat.StartTime, pid), stat.ParentPid);
        return new ProcessEntry(link.Key, link.ParentPid, ProcStatus.IdOf(effective), command)
        {
            RealUserId = ProcStatus.IdOf(real),
            ShownName = shownName,
            IsForked = stat.IsForked,
            IsStopped = stat.IsStopped,
            ReadProgramStart = () => ReadProgramStart(pid),
            Ancestors = link.ReadAncestors(parent => TryReadLink(files, parent)),
        };
    }

    private ParentLink? TryReadLink(ProcFiles files, int pid) =>
        ReadStat(files, pid, out var stat, out _) == ProcFileState.Read && !stat.HasEnded
            ? new ParentLink(new ProcessKey(stat.StartTime, pid), stat.ParentPid) { IsStopped = stat.IsStopped }
            : null;

    private ProcFileState ReadStat(ProcFiles files, int pid, out ProcStat stat, out ReadOnlySpan<byte> text)
    {
        stat = default;
        var state = files.Read(pid, "stat"u8, out text);
        if (state == ProcFileState.Read && !ProcStat.TryParse(text, out stat))
            throw new LifelineException($"{_root}/{pid}/stat cannot be understood: \"{Printable.Escape(Encoding.UTF8.GetString(text))}\".");

        return state;
    }

    private static bool TryReadStatus(ProcFiles files, int pid, out ProcStatus status)
    {
        var isRead = files.Read(pid, "status"u8, out var text) == ProcFileState.Read;
        status = new ProcStatus(text);
        return isRead;
    }
}
