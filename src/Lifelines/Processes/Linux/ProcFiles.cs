using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Text;
using Lifelines.Processes.Unix;

namespace Lifelines.Processes.Linux;

/// <summary>What became of an attempt to read a file of a process.</summary>
internal enum ProcFileState
{
    /// <summary>It was read.</summary>
    Read,

    /// <summary>The process has ended.</summary>
    Gone,

    /// <summary>The process is not this user's to read.</summary>
    Hidden,
}

/// <summary>Looks at the first bytes of a file and says whether the rest is to be read.</summary>
internal delegate bool IsWanted(ReadOnlySpan<byte> start);

/// <summary>Reads the files of a proc file system, proc(5), one after another into the same buffer.</summary>
internal sealed unsafe class ProcFiles
{
    // Longer than any path, and than the arguments of nearly every process: one read(2) is enough to dismiss it.
    private const int FirstRead = 4096;

    private readonly string _root;
    private readonly byte[] _path;
    private readonly int _rootLength;
    private byte[] _buffer = new byte[FirstRead];

    /// <param name="root">Where the file system is mounted.</param>
    public ProcFiles(string root)
    {
        _root = root;
        _path = new byte[Encoding.UTF8.GetMaxByteCount(root.Length) + 64];
        _rootLength = Encoding.UTF8.GetBytes(root, _path);
        _path[_rootLength++] = (byte)'/';
    }

    /// <exception cref="LifelineException">The file system cannot be listed.</exception>
    public List<int> ListPids()
    {
        _path[_rootLength] = 0;
        return ProcDirectory.List(_path, _root);
    }

    /// <summary>Lists the threads of a process, its main thread in any case; none if it has ended.</summary>
    public List<int> ListThreads(int pid) => ProcDirectory.ListThreads($"{_root}/{pid}/task");

    /// <summary>Reads the pid that the file system's PID namespace gives to this process: pid_namespaces(7), "/proc and PID namespaces".</summary>
    public bool TryReadSelf(out int pid)
    {
        "self\0"u8.CopyTo(_path.AsSpan(_rootLength));
        pid = 0;
        return TryReadLink(out var target) && Utf8Parser.TryParse(target, out pid, out _);
    }

    /// <summary>
    /// Reads the command of this process as others see it. Emulators answer <c>/proc/self/cmdline</c> and that of the own
    /// pid with the command of what they emulate (linux-user/syscall.c of QEMU), and leave this path alone.
    /// </summary>
    public ProcFileState ReadOwnCommand(int pid, out ReadOnlySpan<byte> content)
    {
        "thread-self/cmdline\0"u8.CopyTo(_path.AsSpan(_rootLength));
        var state = ReadPath(pid, out content, isWanted: null);

        // Since Linux 3.17.
        return state == ProcFileState.Gone ? Read(pid, "cmdline"u8, out content) : state;
    }

    /// <summary>Reads a symbolic link of a process.</summary>
    public string? TryReadLink(int pid, ReadOnlySpan<byte> link)
    {
        SetPath(pid, link);
        return TryReadLink(out var target) ? Encoding.UTF8.GetString(target) : null;
    }

    /// <summary>Reads a file of a process.</summary>
    /// <param name="pid">The process.</param>
    /// <param name="file">The file's name.</param>
    /// <param name="content">What it holds, or just the first bytes if the rest is not wanted; valid until the next call.</param>
    /// <param name="isWanted">Whether the rest is to be read; null if it is.</param>
    /// <exception cref="LifelineException">The file cannot be read for a reason that says nothing about the process.</exception>
    public ProcFileState Read(int pid, ReadOnlySpan<byte> file, out ReadOnlySpan<byte> content, IsWanted? isWanted = null)
    {
        SetPath(pid, file);
        return ReadPath(pid, out content, isWanted);
    }

    private ProcFileState ReadPath(int pid, out ReadOnlySpan<byte> content, IsWanted? isWanted)
    {
        content = [];
        var state = Open(pid, out var descriptor);
        if (state != ProcFileState.Read)
            return state;

        try
        {
            state = ReadOnce(pid, descriptor, 0, out var length);
            var isRead = length == 0 || (isWanted is not null && !isWanted(_buffer.AsSpan(0, length)));
            for (var read = 0; state == ProcFileState.Read && !isRead; length += read, isRead = read == 0)
            {
                if (length == _buffer.Length)
                    Array.Resize(ref _buffer, 2 * length);

                state = ReadOnce(pid, descriptor, length, out read);
            }

            content = _buffer.AsSpan(0, length);
            return state;
        }
        finally
        {
            _ = LibC.Close(descriptor);
        }
    }

    private void SetPath(int pid, ReadOnlySpan<byte> file)
    {
        _ = Utf8Formatter.TryFormat(pid, _path.AsSpan(_rootLength), out var digits);
        var rest = _path.AsSpan(_rootLength + digits);
        rest[0] = (byte)'/';
        file.CopyTo(rest[1..]);
        rest[file.Length + 1] = 0;
    }

    private bool TryReadLink(out ReadOnlySpan<byte> target)
    {
        fixed (byte* path = _path)
        fixed (byte* buffer = _buffer)
        {
            var length = (int)LibC.ReadLink(path, buffer, _buffer.Length);
            target = _buffer.AsSpan(0, Math.Max(length, 0));
            return length > 0;
        }
    }

    private ProcFileState Open(int pid, out int descriptor)
    {
        fixed (byte* path = _path)
        {
            while (true)
            {
                descriptor = LibC.Open(path, LibC.O_CLOEXEC);
                if (descriptor >= 0)
                    return ProcFileState.Read;

                var error = Marshal.GetLastPInvokeError();
                if (error != LibC.EINTR)
                    return StateOf(error, pid);
            }
        }
    }

    private ProcFileState ReadOnce(int pid, int descriptor, int offset, out int length)
    {
        fixed (byte* buffer = &_buffer[offset])
        {
            while (true)
            {
                length = (int)LibC.Read(descriptor, buffer, _buffer.Length - offset);
                if (length >= 0)
                    return ProcFileState.Read;

                length = 0;
                var error = Marshal.GetLastPInvokeError();
                if (error != LibC.EINTR)
                    return StateOf(error, pid);
            }
        }
    }

    private ProcFileState StateOf(int error, int pid) => error switch
    {
        LibC.ENOENT or LibC.ESRCH => ProcFileState.Gone,
        LibC.EACCES or LibC.EPERM => ProcFileState.Hidden,
        _ => throw new LifelineException($"{_root}/{pid} cannot be read: {Marshal.GetPInvokeErrorMessage(error)}."),
    };
}
