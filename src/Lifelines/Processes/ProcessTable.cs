using Lifelines.Processes.Linux;
using Lifelines.Processes.Ps;
using Lifelines.Processes.Windows;

namespace Lifelines.Processes;

/// <summary>Chooses the process table of this system.</summary>
internal static class ProcessTable
{
    /// <summary>An environment variable that, set to <c>ps</c>, has Linux look by ps(1) instead of in <c>/proc</c>, for diagnosis.</summary>
    public const string Switch = "LIFELINES_PROCESS_TABLE";

    /// <exception cref="LifelineException">The process list is missing, or the switch has another value.</exception>
    /// <exception cref="PlatformNotSupportedException">No process table is written for this system.</exception>
    public static IProcessTable Create()
    {
        if (OperatingSystem.IsLinux())
        {
            var proc = new LinuxProcessTable("/proc", Environment.ProcessId);
            return Environment.GetEnvironmentVariable(Switch) switch
            {
                null or "" or "proc" => proc,
                "ps" => CreatePs(proc.TryReadStart),
                var other => throw new LifelineException($"{Switch} is \"{other}\". Set it to \"ps\" to look by ps(1), or to \"proc\", the default."),
            };
        }

        if (OperatingSystem.IsWindows())
            return new WindowsProcessTable();

        return OperatingSystem.IsMacOS() || OperatingSystem.IsFreeBSD()
            ? CreatePs(readStart: null)
            : throw new PlatformNotSupportedException("Lifelines finds processes in /proc (Linux), by ps (macOS and FreeBSD) and by ntdll (Windows). This system is none of these, so no other process could be found here.");
    }

    /// <summary>What each table says if it does not list this process.</summary>
    public static LifelineException SelfIsMissing(int pid) =>
        new($"This process (pid {pid}) is missing from the process list, so the list cannot be trusted.");

    private static PsProcessTable CreatePs(Func<int, ulong?>? readStart) => new(() => PsCommand.List(readStart), Environment.ProcessId);
}
