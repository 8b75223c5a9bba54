using Lifelines.Processes;
using Serilog;

namespace Lifelines;

/// <summary>
/// Keeps exactly one process of a command running. Start the command as often as you like, every minute by cron for
/// instance: the one that is running goes on, the others end at once.
/// </summary>
public static partial class Lifeline
{
    /// <summary>Runs the action, unless another process of this lifeline is running.</summary>
    /// <param name="action">The action. Signals have their default effect: SIGTERM ends the process without cleaning up.</param>
    /// <param name="options">What makes two processes the same lifeline; by default the same program and arguments.</param>
    /// <returns>Whether the action ran.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="action"/> is null.</exception>
    /// <exception cref="LifelineException">The process table could hide another process; the action did not run.</exception>
    /// <exception cref="PlatformNotSupportedException">The process table of this system cannot be read.</exception>
    public static bool Run(Action action, LifelineOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(action);

        if (!TryHold(options))
            return false;

        action();
        return true;
    }

    /// <summary>Runs the action, unless another process of this lifeline is running.</summary>
    /// <param name="action">The action. SIGTERM, SIGINT and SIGHUP cancel its token; that it ends by that is success.</param>
    /// <param name="options">What makes two processes the same lifeline; by default the same program and arguments.</param>
    /// <returns>Whether the action ran.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="action"/> is null.</exception>
    /// <exception cref="LifelineException">The process table could hide another process; the action did not run.</exception>
    /// <exception cref="PlatformNotSupportedException">The process table of this system cannot be read.</exception>
    public static Task<bool> RunAsync(Func<CancellationToken, Task> action, LifelineOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(action);

        return Run();

        async Task<bool> Run()
        {
            if (!TryHold(options))
                return false;

            await StopSignals.RunAsync(action);
            return true;
        }
    }

    /// <summary>
    /// Decides whether this process is the one of its lifeline that does the work. If so, it is until it ends: there is
    /// nothing to release.
    /// </summary>
    /// <param name="options">What makes two processes the same lifeline; by default the same program and arguments.</param>
    /// <returns>Whether this process holds the lifeline; if not, another one does.</returns>
    /// <exception cref="LifelineException">The process table could hide another process.</exception>
    /// <exception cref="PlatformNotSupportedException">The process table of this system cannot be read.</exception>
    public static bool TryHold(LifelineOptions? options = null)
    {
        var table = ProcessTable.Open();
        var candidate = new Candidate(table, options ?? new LifelineOptions());
        if (candidate.TryHold(out var holder))
        {
            LogStart(candidate.Name);
            return true;
        }

        // Nobody has set up a logger before Serilog was loaded, and loading it would cost more than the look at the processes.
        if (Array.Exists(AppDomain.CurrentDomain.GetAssemblies(), assembly => assembly.FullName!.StartsWith("Serilog,", StringComparison.Ordinal)))
            LogYield(table, candidate.Name, holder!);

        return false;
    }

    // Methods of their own: what logs is loaded with the method that does.
    private static void LogStart(string name) => Log.Information("{Lifeline:l} starts as pid {Pid}", name, Environment.ProcessId);

    private static void LogYield(IProcessTable table, string name, ProcessEntry holder)
    {
        if (Log.IsEnabled(Serilog.Events.LogEventLevel.Verbose))
            Log.Verbose("{Lifeline:l} is already running: {Holder:l}", name, LifelineProcess.Describe(table, holder));
    }
}
