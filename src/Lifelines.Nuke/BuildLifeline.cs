using Serilog.Events;

namespace Lifelines.Nuke;

/// <summary>A lifeline whose processes name its target on the command line of a NUKE build.</summary>
internal static class BuildLifeline
{
    /// <summary>The arguments of this program.</summary>
    public static IReadOnlyList<string> Arguments => [.. Environment.GetCommandLineArgs().Skip(1)];

    /// <param name="name">The lifeline.</param>
    /// <param name="program">The path of the build program; null for this one.</param>
    /// <param name="gracePeriod">How long a termination waits; null for the default.</param>
    /// <exception cref="FormatException">The project's <c>LifelineScope</c> is neither Machine nor CurrentUser.</exception>
    public static Lifeline Create(LifelineName name, string? program = null, TimeSpan? gracePeriod = null)
    {
        var options = new LifelineOptions { Program = program, Scope = ProjectScope.Value };
        options = gracePeriod is { } period ? options with { GracePeriod = period } : options;
        return new Lifeline(LifelineName.Options(name.Display(LifelineName.Lifeline), NukeCommandLine.InvokedTargets, options));
    }

    /// <summary>Ends the lifeline's processes.</summary>
    /// <param name="name">The lifeline.</param>
    /// <param name="args">The arguments of this program.</param>
    /// <exception cref="FormatException">The grace period is not a number of seconds.</exception>
    public static TerminationResult Terminate(LifelineName name, IReadOnlyList<string> args) =>
        Create(name, gracePeriod: NukeCommandLine.GracePeriod(args)).TerminateAsync().GetAwaiter().GetResult();

    /// <summary>Logs what became of each process, or that there was none.</summary>
    public static void Log(string display, TerminationResult result)
    {
        foreach (var process in result.Processes)
            LogLine(process.HasExited ? LogEventLevel.Information : LogEventLevel.Error, $"{display}: {process}");

        foreach (var orphan in result.Orphans)
            LogLine(orphan.HasExited ? LogEventLevel.Information : LogEventLevel.Error, $"{display}: {orphan}; a worker had left it behind");

        if (result.Processes.Count == 0)
            LogNone(display);
    }

    /// <summary>Logs that nothing runs.</summary>
    public static void LogNone(string display) => LogLine(LogEventLevel.Information, $"No {display} is running");

    /// <summary>Logs a line as one value: NUKE colours each, into a pipe too, and what is searched for there would be cut into pieces.</summary>
    public static void LogLine(LogEventLevel level, string line) => Serilog.Log.Write(level, "{Line:l}", line);
}
