namespace Lifelines.Processes;

/// <summary>Chooses the process table of this system.</summary>
internal static class ProcessTable
{
    /// <exception cref="PlatformNotSupportedException">No process table is written for this system.</exception>
    public static IProcessTable Open() =>
        OperatingSystem.IsLinux()
            ? new LinuxProcessTable("/proc", Environment.ProcessId)
            : throw new PlatformNotSupportedException("Lifelines reads the process table of Linux (/proc) only, so far: no other process could be found here.");
}
