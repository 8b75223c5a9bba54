using System.Buffers.Text;
using System.Globalization;
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
        _bootTime = new Lazy<ulong>(ReadBootTime);
    }

    public ProcessEntry ReadSelf() => TryRead(_selfPid) ?? throw ProcessTable.SelfIsMissing(_selfPid);

    public ProcessEntry? TryRead(int pid)
    {
        var files = new ProcFiles(_root);
        var state = files.Read(pid, "cmdline"u8, out var command);
        var entry = state == ProcFileState.Read ? TryComplete(files, pid, command.ToArray(), out state) : null;
        return state != ProcFileState.Hidden
            ? entry
            : throw new LifelineException($"Process {pid} cannot be read. {WhenHidden}");
    }

    public ProcessScan Scan(ProcessEntry self, IReadOnlyList<ProgramName> programs, LifelineScope scope)
    {
        var files = new ProcFiles(_root);
        var others = new List<ProcessEntry>();
        bool firstIsListed = false, selfIsListed = false;
        foreach (var pid in files.ListPids())
        {
            firstIsListed |= pid == 1;
            if (pid == _selfPid)
            {
                selfIsListed = true;
                continue;
            }

            var entry = TryFind(files, pid, programs, out var state);
            if (state == ProcFileState.Hidden && scope == LifelineScope.Machine)
                throw new LifelineException($"Process {pid} cannot be read, and could be another {programs[0]}. {WhenHidden}");

            if (entry is not null && (scope == LifelineScope.Machine || entry.UserId == self.UserId))
                others.Add(entry);
        }

        if (!selfIsListed)
            throw ProcessTable.SelfIsMissing(_selfPid);

        // Every PID namespace has a process 1 as long as it has any. With hidepid=2 it is not listed for other users.
        if (!firstIsListed && scope == LifelineScope.Machine)
            throw new LifelineException($"{_root} does not list the processes of other users, which could be another {programs[0]}. {WhenHidden}");

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

    public DateTimeOffset StartedAt(ProcessKey key)
    {
        // A mount with subset=pid has no such file; the other clock stands still while the machine sleeps.
        var file = Path.Combine(_root, "uptime");
        var uptime = File.Exists(file)
            ? double.Parse(File.ReadAllText(file).Split(' ')[0], CultureInfo.InvariantCulture)
            : Environment.TickCount64 / 1000.0;
        return DateTimeOffset.Now.AddSeconds((key.StartTime / TicksPerSecond) - uptime);
    }

    public string UserName(ProcessEntry process) => LibC.UserName(process.UserId);

    public ProcessUsage? TryReadUsage(ProcessKey key) => ProcessUsage.TryRead(key, TryReadKey);

    public string? TryReadFolder(ProcessEntry process)
    {
        var files = new ProcFiles(_root);
        var command = CommandLine.Parse(process.CommandLine);
        if (!command.IsHosted)
        {
            // What the kernel appends once the file was deleted, after a deployment for instance: proc_pid_exe(5).
            const string Deleted = " (deleted)";
            var program = files.TryReadLink(process.Pid, "exe"u8);
            return Path.GetDirectoryName(program is not null && program.EndsWith(Deleted, StringComparison.Ordinal) ? program[..^Deleted.Length] : program);
        }

        // Of a relative path, only what is still there is certain: the process may have changed its directory.
        var path = Encoding.UTF8.GetString(command.Path);
        if (!Path.IsPathRooted(path) && files.TryReadLink(process.Pid, "cwd"u8) is { } directory)
            path = Path.Combine(directory, path);

        return LibC.TryResolve(path) is { } resolved ? Path.GetDirectoryName(resolved) : null;
    }

    public IProcessHandle? TryOpen(ProcessEntry process) =>
        PidFd.TryOpen(process.Pid, out var handle) ? handle : new PidHandle(process.Key, TryReadKey);

    /// <summary>Reads which running process has a pid.</summary>
    public ProcessKey? TryReadKey(int pid) => TryReadLink(new ProcFiles(_root), pid)?.Key;

    /// <summary>When a process was started, in whole seconds since 1970, as ps(1) counts; null if it has ended.</summary>
    public ulong? TryReadStart(int pid) =>
        TryReadKey(pid) is { } key ? _bootTime.Value + (key.StartTime / (ulong)TicksPerSecond) : null;

    private ulong ReadBootTime() =>
        ulong.Parse(File.ReadLines(Path.Combine(_root, "stat")).First(line => line.StartsWith("btime ", StringComparison.Ordinal)).AsSpan("btime ".Length), CultureInfo.InvariantCulture);

    private ProcessEntry? TryFind(ProcFiles files, int pid, IReadOnlyList<ProgramName> programs, out ProcFileState state)
    {
        for (var reads = 1; ; reads++)
        {
            state = files.Read(pid, "cmdline"u8, out var command, start => MayRun(programs, start));
            if (state != ProcFileState.Read)
                return null;

            if (!command.IsEmpty)
                return IsRun(programs, command) ? TryComplete(files, pid, command.ToArray(), out state) : null;

            state = ReadStat(files, pid, out var stat, out _);
            if (state != ProcFileState.Read || stat.HasEnded || stat.IsKernelThread || reads == ReadsOfAnEmptyCommand)
                return null;

            Thread.Sleep(1);
        }
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

        return false;
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
        if (ReadUserId(files, pid) is not { } userId)
            return null;

        var link = new ParentLink(new ProcessKey(stat.StartTime, pid), stat.ParentPid);
        return new ProcessEntry(link.Key, link.ParentPid, userId, command)
        {
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
            throw new LifelineException($"{_root}/{pid}/stat cannot be understood: \"{Encoding.UTF8.GetString(text)}\".");

        return state;
    }

    /// <summary>The effective user; null if the process has ended.</summary>
    private string? ReadUserId(ProcFiles files, int pid)
    {
        if (files.Read(pid, "status"u8, out var text) != ProcFileState.Read)
            return null;

        // "Uid:", then real, effective, saved and file system user: proc_pid_status(5). The name above it has its newlines escaped.
        var line = text.IndexOf("\nUid:\t"u8);
        var fields = line < 0 ? [] : text[(line + "\nUid:\t"u8.Length)..];
        fields = fields[(fields.IndexOf((byte)'\t') + 1)..];
        return Utf8Parser.TryParse(fields, out uint _, out var digits)
            ? Encoding.ASCII.GetString(fields[..digits])
            : throw new LifelineException($"{_root}/{pid}/status names no user.");
    }
}
