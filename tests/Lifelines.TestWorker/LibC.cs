using System.Runtime.InteropServices;

[assembly: DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]

namespace Lifelines.TestWorker;

internal static unsafe partial class LibC
{
    private const int PR_SET_NO_NEW_PRIVS = 38;
    private const nint SECCOMP_SET_MODE_FILTER = 1;
    private const nint SECCOMP_FILTER_FLAG_TSYNC = 1;
    private const uint SECCOMP_RET_ERRNO = 0x0005_0000;
    private const uint SECCOMP_RET_ALLOW = 0x7fff_0000;

    /// <summary>Has the kernel answer a system call with an error, as a container's profile does: seccomp(2).</summary>
    public static void Refuse(uint systemCall, uint error)
    {
        // As linux/filter.h has them: load the number; if it is this one, the error; else go on.
        var filter = stackalloc ulong[] { Instruction(0x20, 0), Instruction(0x15, systemCall, jumpIfFalse: 1), Instruction(0x06, SECCOMP_RET_ERRNO | error), Instruction(0x06, SECCOMP_RET_ALLOW) };
        var program = stackalloc nint[] { 4, (nint)filter };
        nint seccomp = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? 277 : 317;
        if (Control(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || Syscall(seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, program) != 0)
            throw new InvalidOperationException("seccomp is refused");
    }

    private static ulong Instruction(ushort code, uint operand, byte jumpIfFalse = 0) => code | ((ulong)jumpIfFalse << 24) | ((ulong)operand << 32);

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int Control(int option, nint a, nint b, nint c, nint d);

    [LibraryImport("libc", EntryPoint = "syscall")]
    private static partial nint Syscall(nint number, nint operation, nint flags, nint* program);

    /// <summary>Forks a child that never calls exec: it keeps this process's command, and does nothing.</summary>
    public static int ForkAndPause()
    {
        // Bound before the fork: in the child, with one thread left, nothing may be loaded or compiled.
        _ = Pause(1);
        var child = Fork();
        while (child == 0)
            _ = Pause(1_000_000);

        return child;
    }

    /// <summary>Ends the calling thread and leaves the others, exit(2).</summary>
    public static void EndThisThread() => _ = Syscall(RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? 93 : 60, 0);

    /// <summary>PR_SET_DUMPABLE of prctl(2).</summary>
    public static void HideFromOwnUser() => _ = ControlProcess(4, 0, 0, 0, 0);

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int ControlProcess(int option, nint a, nint b, nint c, nint d);

    [LibraryImport("libc", EntryPoint = "syscall")]
    private static partial nint Syscall(nint number, nint argument);

    public static void Terminate(int pid) => _ = Kill(pid, 15);

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int pid, int signal);

    [LibraryImport("libc", EntryPoint = "fork")]
    private static partial int Fork();

    [LibraryImport("libc", EntryPoint = "usleep")]
    private static partial int Pause(int microseconds);
}
