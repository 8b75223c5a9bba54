using Serilog.Events;

namespace Lifelines.Nuke;

/// <summary>A lifeline whose processes name its target on the command line of a NUKE build.</summary>
internal static class BuildLifeline
{
    /// <summary>The arguments of this program.</summary>
    public static IReadOnlyList<string> Arguments => [.. Environment.GetCommandLineArgs().Skip(1)];

    /// <param name="name">The lifeline.</param>
    /// <param name="options">How it is watched and ended; null for the defaults.</param>
    /// <exception cref="FormatException">The project's <c>LifelineScope</c> is neither Machine nor CurrentUser.</exception>
    public static Lifeline Create(LifelineName name, LifelineOptions? options = null) =>
        new(LifelineName.Options(name.Display(LifelineName.Lifeline), NukeCommandLine.InvokedTargets, (options ?? new()) with { Scope = ProjectScope.Value }));

    /// <summary>Checks the options of a lifeline.</summary>
    /// <exception cref="ArgumentException">They have what such a lifeline cannot.</exception>
    public static LifelineOptions Check(string name, WatchedAction action, LifelineOptions? options)
    {
        options ??= new();
        if (options is not { Name: null, Program: null, IsSameCommand: null, ComparesFolder: false, Scope: LifelineScope.Machine, HandlesSignals: true })
            throw new ArgumentException($"Name, Program, IsSameCommand, ComparesFolder, Scope and HandlesSignals of {name} are set by its targets, its action and the project's LifelineScope: leave them out of the options.", nameof(options));

        if (options.MaximumSilence is not null && !action.Reports)
            throw new ArgumentException($"With MaximumSilence the action of {name} has to give signs of life, and this one cannot. Pass one that takes the LifelineContext, and calls its ReportAlive.", nameof(options));

        _ = new Lifeline(options);
        return options;
    }

    /// <summary>Ends the lifeline's processes.</summary>
    /// <param name="name">The lifeline.</param>
    /// <param name="args">The arguments of this program.</param>
    /// <param name="options">Its options, as far as they are known.</param>
    /// <exception cref="FormatException">The grace period is not a number of seconds.</exception>
    public static TerminationResult Terminate(LifelineName name, IReadOnlyList<string> args, LifelineOptions? options = null) =>
        Create(name, new LifelineOptions { GracePeriod = NukeCommandLine.GracePeriod(args) ?? options?.GracePeriod }).TerminateAsync().GetAwaiter().GetResult();

    /// <summary>Logs what happens to a worker; that it starts was said when it was decided.</summary>
    public static void Log(LifelineEvent happened)
    {
        if (happened.Outcome != LifelineOutcome.Started)
            LogLine(happened.RunTime is null ? LogEventLevel.Error : LogEventLevel.Information, $"{happened}");
    }

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
