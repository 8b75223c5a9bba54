using Lifelines.Processes.Unix;
using Lifelines.Processes.Windows;

namespace Lifelines.Processes;

/// <summary>This process.</summary>
internal static class OwnProcess
{
    /// <summary>Ends it at once. <see cref="Environment.Exit"/> would run what others have registered for its end, which may wait for what hangs.</summary>
    public static void End(int exitCode)
    {
        if (OperatingSystem.IsWindows())
            Kernel32.EndThisProcess(exitCode);
        else
            LibC.Exit(exitCode);
    }
}
