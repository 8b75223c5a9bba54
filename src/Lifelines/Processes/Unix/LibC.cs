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

    public const int SIGHUP = 1;
    public const int SIGINT = 2;
    public const int SIGKILL = 9;
    public const int SIGTERM = 15;

    // Linux: include/uapi/asm-generic/signal.h. macOS and FreeBSD: sys/signal.h.
    public static readonly int SIGCONT = OperatingSystem.IsLinux() ? 18 : 19;
    public static readonly int SIGSTOP = OperatingSystem.IsLinux() ? 19 : 17;
    public static readonly int SIGCHLD = OperatingSystem.IsLinux() ? 17 : 20;

    public static readonly int SIG_UNBLOCK = OperatingSystem.IsLinux() ? 1 : 2;

    // sigset_t of glibc and musl; smaller on macOS and FreeBSD.
    public const int SignalSetSize = 128;

    public const int O_WRONLY = 1;
    public const int O_CLOEXEC = 0x80000;
    public const short POLLIN = 1;

    // Linux: include/uapi/linux/time.h.
    private const int CLOCK_BOOTTIME = 7;

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

    // Of the calling thread only, as with pthread_sigmask(3), which older C libraries have elsewhere.
    [LibraryImport("libc", EntryPoint = "sigprocmask")]
    public static partial int SetSignalMask(int how, byte* set, byte* oldSet);

    [LibraryImport("libc", EntryPoint = "sigemptyset")]
    public static partial int EmptySignalSet(byte* set);

    [LibraryImport("libc", EntryPoint = "sigaddset")]
    public static partial int AddToSignalSet(byte* set, int signal);

    [LibraryImport("libc", EntryPoint = "sigismember")]
    public static partial int IsInSignalSet(byte* set, int signal);

    [LibraryImport("libc", EntryPoint = "sigaction")]
    public static partial int SigAction(int signal, void* action, void* old);

    [LibraryImport("libc", EntryPoint = "signal")]
    public static partial nint Signal(int signal, nint handler);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    public static partial int Poll(PollDescriptor* descriptors, nint count, int timeout);

    [LibraryImport("libc", EntryPoint = "_exit")]
    public static partial void Exit(int exitCode);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    public static partial nint Syscall(nint number, nint a, nint b, nint c, nint d);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    public static partial nint Syscall(nint number, nint descriptor, byte* buffer, nint size);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    public static partial nint Syscall(nint number, byte* name, nint flags);

    // Linux, include/uapi/linux/prctl.h.
    private const int PR_GET_DUMPABLE = 3;

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int ControlProcess(int option, nint a, nint b, nint c, nint d);

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int GetTime(int clock, TimeSpec* time);

    [LibraryImport("libc", EntryPoint = "getpwuid")]
    private static partial byte** GetPasswordEntry(uint userId);

    [LibraryImport("libc", EntryPoint = "realpath", StringMarshalling = StringMarshalling.Utf8)]
    private static partial byte* ResolvePath(string path, byte* resolved);

    [LibraryImport("libc", EntryPoint = "free")]
    private static partial void Free(byte* memory);

    /// <summary>Linux: whether this process is as open to its own user as others are: not if it has capabilities or another user's rights, prctl(2).</summary>
    public static bool IsDumpable() => ControlProcess(PR_GET_DUMPABLE, 0, 0, 0, 0) == 1;

    /// <summary>Whether a process is there and this user may signal it: its own processes, and as root those of others.</summary>
    public static bool MaySignal(int pid) => Kill(pid, 0) == 0;

    /// <summary>Linux: the time that start times in <c>/proc</c> count from boot, by the kernel's clock. Containers fake <c>/proc/uptime</c>, and may not have it.</summary>
    public static TimeSpan TimeSinceBoot()
    {
        TimeSpec time;
        return GetTime(CLOCK_BOOTTIME, &time) == 0
            ? TimeSpan.FromSeconds(time.Seconds) + TimeSpan.FromMicroseconds(time.Nanoseconds / 1000.0)
            : throw new LifelineException($"The kernel's clock cannot be read: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastSystemError())}.");
    }

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

    /// <summary>64-bit: both are as wide as a pointer.</summary>
    private struct TimeSpec
    {
        public nint Seconds;
        public nint Nanoseconds;
    }

    internal struct PollDescriptor
    {
        public int Descriptor;
        public short Events;
        public short ReturnedEvents;
    }
}
