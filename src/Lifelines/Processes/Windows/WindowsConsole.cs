using System.Runtime.Versioning;

namespace Lifelines.Processes.Windows;

/// <summary>
/// Sends what Ctrl+Break and Ctrl+C send: Windows has no other signals, and sends these to a console's processes only,
/// from one of them.
/// </summary>
[SupportedOSPlatform("windows")]
internal static unsafe class WindowsConsole
{
    /// <summary>
    /// Sends Ctrl+Break to a process that leads a group of its own, or else Ctrl+C to its console, if nothing that is no
    /// part of it has the same console.
    /// </summary>
    /// <param name="pid">The process.</param>
    /// <param name="isPart">Whether a process of the same console may get it too.</param>
    /// <returns>Whether anything was sent.</returns>
    public static bool Interrupt(int pid, Predicate<int> isPart)
    {
        if (Attached().Contains(pid))
            return Send(pid, isPart);

        // Opened before the console changes: a stream that leads to a file or a pipe stays as it is.
        var writers = (Console.Out, Console.Error);
        var (keepsOutput, keepsError) = (Console.IsOutputRedirected, Console.IsErrorRedirected);
        _ = Kernel32.FreeConsole();
        try
        {
            return Kernel32.AttachConsole((uint)pid) != 0 && Send(pid, isPart);
        }
        finally
        {
            _ = Kernel32.FreeConsole();
            _ = Kernel32.AttachConsole(Kernel32.ATTACH_PARENT_PROCESS);
#pragma warning disable CA2000 // The console keeps the writers.
            Console.SetOut(keepsOutput ? writers.Out : Open(Console.OpenStandardOutput()));
            Console.SetError(keepsError ? writers.Error : Open(Console.OpenStandardError()));
#pragma warning restore CA2000
        }
    }

    private static bool Send(int pid, Predicate<int> isPart)
    {
        // To the group with this number, which is none unless the process was made to lead one.
        if (Kernel32.GenerateConsoleCtrlEvent(Kernel32.CTRL_BREAK_EVENT, (uint)pid) != 0)
            return true;

        if (!Attached().TrueForAll(other => other == pid || other == Environment.ProcessId || isPart(other)))
            return false;

        const int Ignore = 1;
        _ = Kernel32.SetConsoleCtrlHandler(0, Ignore);
        return Kernel32.GenerateConsoleCtrlEvent(Kernel32.CTRL_C_EVENT, 0) != 0;
    }

    private static List<int> Attached()
    {
        var pids = new uint[1024];
        fixed (uint* pointer = pids)
            return [.. pids.Take((int)Kernel32.GetConsoleProcessList(pointer, (uint)pids.Length)).Select(pid => (int)pid)];
    }

    private static StreamWriter Open(Stream stream) => new(stream) { AutoFlush = true };
}
