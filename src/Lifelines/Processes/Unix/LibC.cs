using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

[assembly: DisableRuntimeMarshalling]
[assembly: DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]

namespace Lifelines.Processes.Unix;

/// <summary>The few C functions that .NET has no equivalent of. All are in glibc and musl, all are in POSIX but syscall(2).</summary>
internal static unsafe partial class LibC
{
    // errno, the same on every architecture that .NET runs on (include/uapi/asm-generic/errno-base.h, errno.h).
    public const int EPERM = 1;
    public const int ENOENT = 2;
    public const int ESRCH = 3;
    public const int EINTR = 4;
    public const int EACCES = 13;

    public const int SIGKILL = 9;
    public const int SIGTERM = 15;

    // Linux: include/uapi/asm-generic/signal.h. macOS and FreeBSD: sys/signal.h.
    public static readonly int SIGCONT = OperatingSystem.IsLinux() ? 18 : 19;
    public static readonly int SIGSTOP = OperatingSystem.IsLinux() ? 19 : 17;

    public const int O_WRONLY = 1;
    public const int O_CLOEXEC = 0x80000;
    public const short POLLIN = 1;

    // The same numbers on every architecture that .NET runs on (include/uapi/asm-generic/unistd.h, and the per-architecture tables since Linux 5.1).
    public const nint SYS_pidfd_send_signal = 424;
    public const nint SYS_pidfd_open = 434;

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true)]
    public static partial int Open(byte* path, int flags);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    public static partial nint Read(int descriptor, byte* buffer, nint count);

    [LibraryImport("libc", EntryPoint = "write")]
    public static partial nint Write(int descriptor, byte* buffer, nint count);

    [LibraryImport("libc", EntryPoint = "dup2")]
    public static partial int Duplicate(int descriptor, int number);

    [LibraryImport("libc", EntryPoint = "getenv")]
    public static partial byte* GetEnvironment(byte* name);

    [LibraryImport("libc", EntryPoint = "setenv")]
    public static partial int SetEnvironment(byte* name, byte* value, int overwrite);

    [LibraryImport("libc", EntryPoint = "close")]
    public static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "readlink", SetLastError = true)]
    public static partial nint ReadLink(byte* path, byte* buffer, nint size);

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    public static partial int Kill(int pid, int signal);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    public static partial int Poll(PollDescriptor* descriptors, nint count, int timeout);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    public static partial nint Syscall(nint number, nint a, nint b, nint c, nint d);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    public static partial nint Syscall(nint number, nint descriptor, byte* buffer, nint size);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    public static partial nint Syscall(nint number, byte* name, nint flags);

    [LibraryImport("libc", EntryPoint = "getpwuid")]
    private static partial byte** GetPasswordEntry(uint userId);

    [LibraryImport("libc", EntryPoint = "realpath", StringMarshalling = StringMarshalling.Utf8)]
    private static partial byte* ResolvePath(string path, byte* resolved);

    [LibraryImport("libc", EntryPoint = "free")]
    private static partial void Free(byte* memory);

    /// <summary>The path without symbolic links; null if there is no such file, or this user may not know.</summary>
    public static string? TryResolve(string path)
    {
        var resolved = ResolvePath(path, null);
        try
        {
            return Marshal.PtrToStringUTF8((nint)resolved);
        }
        finally
        {
            Free(resolved);
        }
    }

    /// <summary>The name of a user, or its number if it has none.</summary>
    public static string UserName(string userId)
    {
        var entry = uint.TryParse(userId, out var number) ? GetPasswordEntry(number) : null;
        return (entry is null ? null : Marshal.PtrToStringUTF8((nint)(*entry))) ?? userId;
    }

    internal struct PollDescriptor
    {
        public int Descriptor;
        public short Events;
        public short ReturnedEvents;
    }
}
