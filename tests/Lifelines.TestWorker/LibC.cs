using System.Runtime.InteropServices;

[assembly: DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]

namespace Lifelines.TestWorker;

internal static partial class LibC
{
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

    public static void Terminate(int pid) => _ = Kill(pid, 15);

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int pid, int signal);

    [LibraryImport("libc", EntryPoint = "fork")]
    private static partial int Fork();

    [LibraryImport("libc", EntryPoint = "usleep")]
    private static partial int Pause(int microseconds);
}
