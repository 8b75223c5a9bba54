namespace Cake.Lifelines;

/// <summary>The exit code of a run of Cake that fails.</summary>
internal static class FailureExitCode
{
    /// <summary>Sets it for this process. A failure that the script handles is none.</summary>
    /// <remarks>Cake asks an exception of a task for no exit code, since the engine wraps it in another: CakeEngine, CakeReportException.</remarks>
    public static void Set(int exitCode) => AppDomain.CurrentDomain.ProcessExit += (_, _) => Environment.ExitCode = Environment.ExitCode == 0 ? 0 : exitCode;
}
