namespace Lifelines.Processes;

/// <summary>Chooses the process table of this system.</summary>
internal static class ProcessTable
{
    /// <summary>An environment variable that, set to <c>ps</c>, has Linux look by ps(1) instead of in <c>/proc</c>, for diagnosis.</summary>
    public const string Switch = "LIFELINES_PROCESS_TABLE";

    /// <exception cref="LifelineException">The process list is missing, or the switch has another value.</exception>
    /// <exception cref="PlatformNotSupportedException">No process table is written for this system.</exception>
    public static IProcessTable Open()
    {
        if (OperatingSystem.IsLinux())
        {
            var proc = new LinuxProcessTable("/proc", Environment.ProcessId);
            return Environment.GetEnvironmentVariable(Switch) switch
            {
                null or "" or "proc" => proc,
                "ps" => OpenPs(proc.TryReadStart),
                var other => throw new LifelineException($"{Switch} is \"{other}\". Set it to \"ps\" to look by ps(1), or to \"proc\", the default."),
            };
        }

        if (OperatingSystem.IsWindows())
            return new WindowsProcessTable();

        return OperatingSystem.IsMacOS() || OperatingSystem.IsFreeBSD()
            ? OpenPs(readStart: null)
            : throw new PlatformNotSupportedException("Lifelines finds processes in /proc (Linux), by ps (macOS and FreeBSD) and by ntdll (Windows). This system is none of these, so that no other process could be found here.");
    }

    private static PsProcessTable OpenPs(Func<int, ulong?>? readStart) => new(() => PsCommand.List(readStart), Environment.ProcessId);
}
