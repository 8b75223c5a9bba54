using System.Text;
using Lifelines.Processes.Unix;

namespace Lifelines.Processes.Linux;

/// <summary>Linux: what <c>/proc</c> shows, proc(5).</summary>
internal sealed partial class LinuxProcessTable : IProcessTable
{
    // USER_HZ, which proc(5) counts start times in: 100 on every architecture that .NET runs on (include/asm-generic/param.h).
    private const double TicksPerSecond = 100;

    // While execve(2) replaces a program, its command reads as empty for some microseconds.
    private const int ReadsOfAnEmptyCommand = 5;

    private const string WhenHidden =
        "Where /proc is mounted with hidepid, run as root or as a member of the mount's group, or limit the lifeline to the current user's processes.";

    private const string WhenHiddenFromOwnUser =
        "This program is not dumpable, since it has capabilities or another user's rights: such a process is hidden from its own user too. Run as a member of the mount's group, or without hidepid.";

    private readonly string _root;
    private readonly int _selfPid;
    private readonly Lazy<ulong> _bootTime;

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
        _bootTime = new Lazy<ulong>(() => (ulong)(DateTimeOffset.UtcNow - LibC.TimeSinceBoot()).ToUnixTimeSeconds());
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

            var entry = TryFind(files, pid, programs, out var state);
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

    /// <summary>Whether the file system may hide processes of the scope that are neither missing nor refused: asks for the mount's option only if nothing else tells.</summary>
    private bool MayHide(ProcFiles files, ProcessEntry self, LifelineScope scope)
    {
        if (scope == LifelineScope.CurrentUser)
            return !LibC.IsDumpable() && HidesFrom(files);

        // Root mostly has the capability. To others, that they see a process that is not all theirs shows that nothing is hidden:
        // __ptrace_may_access of kernel/ptrace.c compares the effective user with all three.
        return !(self.UserId == "0" && MaySeeAll(files)) && IsOfUserOnly(files, 1, self.UserId) && HidesFrom(files);
    }

    private bool HidesFrom(ProcFiles files)
    {
        var mounts = files.Read(_selfPid, "mountinfo"u8, out var text) == ProcFileState.Read ? Encoding.UTF8.GetString(text) : "";
        return !TryReadStatus(files, _selfPid, out var self) || (!self.MaySeeAll && HidePid.Hides(mounts, _root, self));
    }

    private bool MaySeeAll(ProcFiles files) => TryReadStatus(files, _selfPid, out var self) && self.MaySeeAll;

    private static bool IsOfUserOnly(ProcFiles files, int pid, string userId) =>
        !TryReadStatus(files, pid, out var status) || !status.TryReadUsers(out var real, out var effective, out var saved)
        || (ProcStatus.IdOf(real) == userId && ProcStatus.IdOf(effective) == userId && ProcStatus.IdOf(saved) == userId);

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

    public bool RunsDotNet(ProcessEntry process) => RunsDotNet(new ProcFiles(_root), process.Pid);

    public string? TryReadFolder(ProcessEntry process)
    {
        var files = new ProcFiles(_root);
        var command = CommandLine.Parse(process.CommandLine);
        if (!command.IsHosted)
        {
            var program = files.TryReadLink(process.Pid, "exe"u8);
            return Path.GetDirectoryName(program is null ? null : WithoutDeleted(program));
        }

        // Of a relative path, only what is still there is certain: the process may have changed its directory.
        var path = Encoding.UTF8.GetString(command.Path);
        if (!Path.IsPathRooted(path) && files.TryReadLink(process.Pid, "cwd"u8) is { } directory)
            path = Path.Combine(directory, path);

        return LibC.TryResolve(path) is { } resolved ? Path.GetDirectoryName(resolved) : null;
    }

    public IReadOnlyList<string>? ReadSigns(ProcessKey key)
    {
        try
        {
            var signs = Directory.GetDirectories($"{_root}/{key.Pid}/task").Select(ReadThreadName).Where(ProcessSign.IsOne).ToList();
            return TryReadKey(key.Pid) == key ? signs : [];
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
        catch (UnauthorizedAccessException)
        {
            return null;
        }
    }

    public IProcessHandle? TryOpen(ProcessEntry process)
    {
        var byPid = new PidHandle(process.Key, TryReadKey);
        return PidFd.TryOpen(byPid, process.Pid, out var handle) ? handle : byPid;
    }

    /// <summary>Reads which running process has a pid.</summary>
    public ProcessKey? TryReadKey(int pid) => TryReadLink(new ProcFiles(_root), pid)?.Key;

    /// <summary>When a process was started, in whole seconds since 1970, as ps(1) counts; null if it has ended.</summary>
    public ulong? TryReadStart(int pid) =>
        TryReadKey(pid) is { } key ? _bootTime.Value + (key.StartTime / (ulong)TicksPerSecond) : null;

    // What the kernel appends once the file was deleted, after a deployment for instance: proc_pid_exe(5).
    private static string WithoutDeleted(string file)
    {
        const string Deleted = " (deleted)";
        return file.EndsWith(Deleted, StringComparison.Ordinal) ? file[..^Deleted.Length] : file;
    }

    private static string ReadThreadName(string thread)
    {
        try
        {
            return File.ReadAllText(Path.Combine(thread, "comm")).TrimEnd('\n');
        }
        catch (IOException)
        {
            // It has ended.
            return "";
        }
    }

    private ProcessEntry? TryFind(ProcFiles files, int pid, IReadOnlyList<ProgramName> programs, out ProcFileState state)
    {
        state = ReadCommand(files, pid, start => MayRun(programs, start), out var text);
        if (state != ProcFileState.Read)
            return null;

        if (IsRun(programs, text))
            return TryComplete(files, pid, text.ToArray(), out state);

        return TryParseAsHost(text, out var hosted) && IsOneOf(programs, hosted) && TryNameHost(files, pid, text.ToArray()) is { } command
            ? TryComplete(files, pid, command, out state)
            : null;
    }

    /// <summary>Reads a command whose first argument does not name the .NET host as if it did; false if that makes no sense.</summary>
    private static bool TryParseAsHost(ReadOnlySpan<byte> command, out CommandLine hosted)
    {
        var name = ProgramName.FileName(CommandLine.Next(ref command));
        hosted = default;
        return !ProgramName.IsHost(name) && !Interpreter.IsOne(name) && CommandLine.TryParseHosted(command, out hosted);
    }

    /// <summary>The command with the host's own name, if the host is called by another name, through a link for instance; null if it is no host.</summary>
    private static byte[]? TryNameHost(ProcFiles files, int pid, byte[] command)
    {
        ReadOnlySpan<byte> arguments = command;
        _ = CommandLine.Next(ref arguments);

        // Who may not read the link of another user's process can still see that .NET runs in it.
        var file = files.TryReadLink(pid, "exe"u8) ?? (RunsDotNet(files, pid) ? "dotnet" : "");
        var host = Encoding.UTF8.GetBytes(WithoutDeleted(file));
        return ProgramName.IsHost(ProgramName.FileName(host)) ? [.. host, 0, .. arguments] : null;
    }

    // What every .NET runtime of a process is seen by, compiled ahead of time or not: its finalizer thread is there before the program starts.
    private static bool RunsDotNet(ProcFiles files, int pid)
    {
        var threads = files.ListThreads(pid);
        foreach (var thread in threads)
        {
            if (files.Read(pid, Encoding.UTF8.GetBytes($"task/{thread}/comm"), out var name) == ProcFileState.Read && name.StartsWith(".NET "u8))
                return true;
        }

        return threads.Count == 0;
    }

    private ProcFileState ReadCommand(ProcFiles files, int pid, IsWanted? isWanted, out ReadOnlySpan<byte> command)
    {
        for (var reads = 1; ; reads++)
        {
            var state = pid == _selfPid ? files.ReadOwnCommand(pid, out command) : files.Read(pid, "cmdline"u8, out command, isWanted);
            if (state != ProcFileState.Read || !command.IsEmpty)
                return state;

            state = ReadStat(files, pid, out var stat, out _);
            if (state != ProcFileState.Read || stat.HasEnded || stat.IsKernelThread)
                return state;

            if (stat.HasMainThreadEnded)
                return ReadCommandOfThreads(files, pid, isWanted, out command);

            if (reads == ReadsOfAnEmptyCommand)
                return state;

            Thread.Sleep(1);
        }
    }

    // A thread that has ended has no memory any more, and the command is read from memory.
    private static ProcFileState ReadCommandOfThreads(ProcFiles files, int pid, IsWanted? isWanted, out ReadOnlySpan<byte> command)
    {
        command = [];
        foreach (var thread in files.ListThreads(pid))
        {
            var state = files.Read(pid, Encoding.UTF8.GetBytes($"task/{thread}/cmdline"), out command, isWanted);
            if (state == ProcFileState.Hidden || !command.IsEmpty)
                return state;
        }

        return ProcFileState.Gone;
    }

    private static byte[] NameHost(ProcFiles files, int pid, ReadOnlySpan<byte> command)
    {
        var text = command.ToArray();
        return TryParseAsHost(text, out _) ? TryNameHost(files, pid, text) ?? text : text;
    }

    private static bool IsOneOf(IReadOnlyList<ProgramName> programs, CommandLine command)
    {
        foreach (var program in programs)
        {
            if (program.IsRunBy(command))
                return true;
        }

        return false;
    }

    private static bool MayRun(IReadOnlyList<ProgramName> programs, ReadOnlySpan<byte> command)
    {
        var rest = command;
        var name = ProgramName.FileName(CommandLine.Next(ref rest));
        foreach (var program in programs)
        {
            if (program.MayRun(name))
                return true;
        }

        return CommandLine.MayBeHosted(rest);
    }

    private static bool IsRun(IReadOnlyList<ProgramName> programs, ReadOnlySpan<byte> command)
    {
        foreach (var program in programs)
        {
            if (program.IsRunBy(command))
                return true;
        }

        return false;
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
