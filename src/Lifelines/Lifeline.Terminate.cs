using Lifelines.Processes;
using Serilog;

namespace Lifelines;

public static partial class Lifeline
{
    /// <summary>
    /// Ends every other process of this lifeline: SIGTERM, and after the grace period SIGKILL to it and to all that it
    /// started. Never this process, and none that it was started by.
    /// </summary>
    /// <param name="options">Which processes, and the grace period; by default those with the same program and arguments.</param>
    /// <returns>Each process that was running, and how it ended.</returns>
    /// <exception cref="LifelineException">The process table could hide a process; none was signalled.</exception>
    /// <exception cref="PlatformNotSupportedException">The process table of this system cannot be read.</exception>
    public static TerminationResult Terminate(LifelineOptions? options = null)
    {
        options ??= new LifelineOptions();
        var table = ProcessTable.Open();
        var candidate = new Candidate(table, options);
        var result = new Termination(table, options.GracePeriod).Run(candidate.FindOthersToEnd(), candidate.FindElderTwins());

        foreach (var process in result.Processes)
            Log.Write(process.HasEnded ? Serilog.Events.LogEventLevel.Information : Serilog.Events.LogEventLevel.Error, "{Lifeline:l}: {Process:l}", candidate.Name, process);

        if (result.Processes.Count == 0)
            Log.Information("No {Lifeline:l} is running", candidate.Name);

        return result;
    }
}
