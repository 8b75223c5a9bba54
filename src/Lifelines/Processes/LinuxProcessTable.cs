using System.Buffers.Text;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Lifelines.Processes;

/// <summary>Linux: what <c>/proc</c> shows, proc(5). Not for use by several threads at once.</summary>
internal sealed unsafe class LinuxProcessTable : IProcessTable
{
    // USER_HZ, which proc(5) counts start times in: 100 on every architecture that .NET runs on (include/asm-generic/param.h).
    private const double TicksPerSecond = 100;

    // Longer than any path, and than the arguments of nearly every process: one read(2) is enough to dismiss it.
    private const int FirstRead = 4096;

    // While execve(2) replaces a program, its command reads as empty for some microseconds.
    private const int ReadsOfAnEmptyCommand = 5;

    private const string WhenHidden =
        "Where /proc is mounted with hidepid, run as root or as a member of the mount's group, or limit the lifeline to the current user's processes.";

    private readonly string _root;
    private readonly byte[] _path;
    private readonly int _rootLength;
    private byte[] _buffer = new byte[FirstRead];
    private ulong? _bootTime;

    /// <param name="root">Where the file system is mounted.</param>
    /// <param name="processId">The pid of this process in its own PID namespace.</param>
    /// <exception cref="LifelineException">The process list is missing, or is another PID namespace's.</exception>
    public LinuxProcessTable(string root, int processId)
    {
        _root = root;
        _path = new byte[Encoding.UTF8.GetMaxByteCount(root.Length) + 32];
        _rootLength = Encoding.UTF8.GetBytes(root, _path);
        _path[_rootLength++] = (byte)'/';

        // The link holds the pid that the namespace of this mount gives to the reader: pid_namespaces(7), "/proc and PID namespaces".
        if (!TryReadSelfLink(out var self))
            throw new LifelineException($"There is no process list: {root} is not mounted, or this process is not in it. Mount it (mount -t proc proc {root}).");

        if (self != processId)
            throw new LifelineException($"{root} belongs to another PID namespace: it lists this process (pid {processId}) as {self}. Mount the namespace's own (unshare --mount-proc).");

        SelfPid = processId;
    }

    private enum FileState
    {
        Read,
        Gone,
        Hidden,
    }

    public int SelfPid { get; }

    public ProcessEntry? TryRead(int pid)
    {
        var state = ReadAll(pid, "cmdline"u8, out var commandLine);
        var entry = state == FileState.Read ? TryComplete(pid, commandLine.ToArray(), out state) : null;
        return state != FileState.Hidden
            ? entry
            : throw new LifelineException($"Process {pid} cannot be read. {WhenHidden}");
    }

    public ParentLink? TryReadParent(int pid) =>
        ReadStat(pid, out var stat) == FileState.Read && !stat.HasEnded ? new ParentLink(new ProcessKey(stat.StartTime, pid), stat.ParentPid) : null;

    /// <summary>When a process was started, in whole seconds since 1970, as ps(1) counts; null if it has ended.</summary>
    public ulong? TryReadStart(int pid)
    {
        _bootTime ??= ulong.Parse(File.ReadLines(Path.Combine(_root, "stat")).First(line => line.StartsWith("btime ", StringComparison.Ordinal)).AsSpan("btime ".Length), CultureInfo.InvariantCulture);
        return TryReadParent(pid) is { } process ? _bootTime + (process.Key.StartTime / (ulong)TicksPerSecond) : null;
    }

    public IReadOnlyList<ProcessEntry> Find(string program, LifelineScope scope)
    {
        var name = Encoding.UTF8.GetBytes(program);
        var userId = scope == LifelineScope.CurrentUser ? ReadUserId(SelfPid) : null;
        var found = new List<ProcessEntry>();
        var firstIsListed = false;
        foreach (var pid in Pids())
        {
            firstIsListed |= pid == 1;
            var entry = TryFind(pid, name, out var state);
            if (state == FileState.Hidden && scope == LifelineScope.Machine)
                throw new LifelineException($"Process {pid} cannot be read, and could be another one of {program}. {WhenHidden}");

            if (entry is not null && (scope == LifelineScope.Machine || entry.UserId == userId))
                found.Add(entry);
        }

        // Every PID namespace has a process 1 as long as it has any. With hidepid=2 it is not listed for other users.
        if (!firstIsListed && scope == LifelineScope.Machine)
            throw new LifelineException($"{_root} does not list the processes of other users, which could be another one of {program}. {WhenHidden}");

        return found;
    }

    public IReadOnlyList<ParentLink> ListFamily()
    {
        var family = new List<ParentLink>();
        foreach (var pid in Pids())
        {
            if (TryReadParent(pid) is { } process)
                family.Add(process);
        }

        return family;
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

    public IProcessHandle? TryOpen(ProcessEntry entry) => PidFd.TryOpen(entry.Pid, out var handle) ? handle : new PidHandle(entry.Key, pid => TryReadParent(pid)?.Key);

    private ProcessEntry? TryFind(int pid, ReadOnlySpan<byte> program, out FileState state)
    {
        for (var reads = 1; ; reads++)
        {
            state = Open(pid, "cmdline"u8, out var descriptor);
            if (state != FileState.Read)
                return null;

            ReadOnlySpan<byte> commandLine;
            try
            {
                state = ReadOnce(pid, descriptor, 0, out var length);
                if (length > 0 && !MayRun(program, _buffer.AsSpan(0, length)))
                    return null;

                if (state == FileState.Read)
                    state = ReadToEnd(pid, descriptor, ref length);

                commandLine = _buffer.AsSpan(0, length);
            }
            finally
            {
                _ = LibC.Close(descriptor);
            }

            if (state != FileState.Read)
                return null;

            if (!commandLine.IsEmpty)
            {
                return CommandLine.Program(commandLine, out _).SequenceEqual(program)
                    ? TryComplete(pid, commandLine.ToArray(), out state)
                    : null;
            }

            state = ReadStat(pid, out var stat);
            if (state != FileState.Read || stat.HasEnded || stat.IsKernelThread || reads == ReadsOfAnEmptyCommand)
                return null;

            Thread.Sleep(1);
        }
    }

    /// <summary>Whether a command that starts with these bytes can be the program's: run by itself or by the host.</summary>
    private static bool MayRun(ReadOnlySpan<byte> program, ReadOnlySpan<byte> commandLine)
    {
        var end = commandLine.IndexOf((byte)0);
        var first = end < 0 ? commandLine : commandLine[..end];
        var name = first[(first.LastIndexOf((byte)'/') + 1)..];
        return name.SequenceEqual(program) || name.SequenceEqual("dotnet"u8);
    }

    private ProcessEntry? TryComplete(int pid, byte[] commandLine, out FileState state)
    {
        state = ReadStat(pid, out var stat);
        if (state != FileState.Read || stat.HasEnded)
            return null;

        return ReadUserId(pid) is { } userId
            ? new ProcessEntry(new ProcessKey(stat.StartTime, pid), stat.ParentPid, userId, commandLine)
            : null;
    }

    private FileState ReadStat(int pid, out ProcStat stat)
    {
        stat = default;
        var state = ReadAll(pid, "stat"u8, out var text);
        if (state == FileState.Read && !ProcStat.TryParse(text, out stat))
            throw new LifelineException($"{_root}/{pid}/stat cannot be understood: \"{Encoding.UTF8.GetString(text)}\".");

        return state;
    }

    /// <summary>The effective user; null if the process has ended.</summary>
    private string? ReadUserId(int pid)
    {
        if (ReadAll(pid, "status"u8, out var text) != FileState.Read)
            return null;

        // "Uid:", then real, effective, saved and file system user: proc_pid_status(5). The name above it has its newlines escaped.
        var line = text.IndexOf("\nUid:\t"u8);
        var fields = line < 0 ? [] : text[(line + "\nUid:\t"u8.Length)..];
        fields = fields[(fields.IndexOf((byte)'\t') + 1)..];
        return Utf8Parser.TryParse(fields, out uint _, out var digits)
            ? Encoding.ASCII.GetString(fields[..digits])
            : throw new LifelineException($"{_root}/{pid}/status names no user.");
    }

    private List<int> Pids()
    {
        _path[_rootLength] = 0;
        return PidFolders.List(_path, _root);
    }

    private bool TryReadSelfLink(out int pid)
    {
        pid = 0;
        var target = stackalloc byte[16];
        "self\0"u8.CopyTo(_path.AsSpan(_rootLength));
        fixed (byte* path = _path)
        {
            var length = (int)LibC.ReadLink(path, target, 16);
            return length > 0 && Utf8Parser.TryParse(new ReadOnlySpan<byte>(target, length), out pid, out _);
        }
    }

    private FileState ReadAll(int pid, ReadOnlySpan<byte> file, out ReadOnlySpan<byte> content)
    {
        content = [];
        var state = Open(pid, file, out var descriptor);
        if (state != FileState.Read)
            return state;

        var length = 0;
        state = ReadToEnd(pid, descriptor, ref length);
        _ = LibC.Close(descriptor);
        content = _buffer.AsSpan(0, length);
        return state;
    }

    private FileState Open(int pid, ReadOnlySpan<byte> file, out int descriptor)
    {
        _ = Utf8Formatter.TryFormat(pid, _path.AsSpan(_rootLength), out var digits);
        var rest = _path.AsSpan(_rootLength + digits);
        rest[0] = (byte)'/';
        file.CopyTo(rest[1..]);
        rest[file.Length + 1] = 0;

        fixed (byte* path = _path)
        {
            while (true)
            {
                descriptor = LibC.Open(path, LibC.O_CLOEXEC);
                if (descriptor >= 0)
                    return FileState.Read;

                var error = Marshal.GetLastPInvokeError();
                if (error != LibC.EINTR)
                    return StateOf(error, pid);
            }
        }
    }

    private FileState ReadToEnd(int pid, int descriptor, ref int length)
    {
        while (true)
        {
            if (length == _buffer.Length)
                Array.Resize(ref _buffer, 2 * length);

            var state = ReadOnce(pid, descriptor, length, out var read);
            length += read;
            if (state != FileState.Read || read == 0)
                return state;
        }
    }

    private FileState ReadOnce(int pid, int descriptor, int offset, out int length)
    {
        fixed (byte* buffer = &_buffer[offset])
        {
            while (true)
            {
                length = (int)LibC.Read(descriptor, buffer, _buffer.Length - offset);
                if (length >= 0)
                    return FileState.Read;

                length = 0;
                var error = Marshal.GetLastPInvokeError();
                if (error != LibC.EINTR)
                    return StateOf(error, pid);
            }
        }
    }

    private FileState StateOf(int error, int pid) => error switch
    {
        LibC.ENOENT or LibC.ESRCH => FileState.Gone,
        LibC.EACCES or LibC.EPERM => FileState.Hidden,
        _ => throw new LifelineException($"{_root}/{pid} cannot be read: {Marshal.GetPInvokeErrorMessage(error)}."),
    };
}
