using Serilog;
using Serilog.Events;

namespace Lifelines.Nuke;

/// <summary>
/// Answers, before NUKE's engine starts, what needs no engine: a lifeline that another process holds, and a termination or
/// a status of one that the build is known to define.
/// </summary>
/// <remarks>Methods that log are separate: Serilog is loaded with the first method that names it.</remarks>
public static class LifelineGate
{
    private const int Failure = 255;

    /// <summary>
    /// Starts the build, unless every invoked target is a lifeline that another process holds (then it returns 0 and
    /// prints nothing), or the invoked target is the termination of a lifeline, or the status of one that is not running.
    /// </summary>
    /// <param name="args">The arguments of the program.</param>
    /// <param name="start">
    /// Starts the build. Write it as a lambda, and call this in a class that does not derive from <c>NukeBuild</c>:
    /// otherwise NUKE is loaded before this method runs.
    /// </param>
    /// <returns>The exit code.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <example>
    /// <code>
    /// internal static class Program
    /// {
    ///     private static int Main(string[] args) => LifelineGate.Run(args, () => Build.Start());
    /// }
    /// </code>
    /// </example>
    public static int Run(string[] args, Func<int> start)
    {
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(start);

        try
        {
            if (Answer(args) is { } exitCode)
                return exitCode;
        }
        catch (Exception exception) when (exception is LifelineException or PlatformNotSupportedException or FormatException)
        {
            BestEffortWriter.Install();
            Console.Error.WriteLine(exception.Message);
            return Failure;
        }

        return start();
    }

    private static int? Answer(string[] args)
    {
        var targets = NukeCommandLine.InvokedTargets(args);
        if (InvokedLifelines(targets) is { Count: > 0 } lifelines)
        {
            // What is to be ended first holds until then, so the lifeline's own condition elects.
            if (lifelines.RemoveAll(lifeline => targets.Any(target => lifeline.Is(target, LifelineName.Terminate))) > 0 && lifelines.Count == 0)
                return null;

            // Decided before the other targets run: they may take long, and others must see now who will work.
            if (!TryHoldAny(lifelines, IsVerbose(args)))
                return lifelines.Count < targets.Count ? null : 0;

            BestEffortWriter.Install();
            return null;
        }

        // A restart becomes the worker, which does without its output.
        if (targets.Any(target => LifelineName.TryParse(target, LifelineName.Restart, out _)))
            BestEffortWriter.Install();

        if (targets is not [var only])
            return null;

        return LifelineName.TryParse(only, LifelineName.Terminate, out var name) ? Terminate(name!, only, args)
            : LifelineName.TryParse(only, LifelineName.Status, out name) ? ShowNone(name!, only)
            : null;
    }

    /// <summary>The lifelines that are invoked.</summary>
    private static List<LifelineName> InvokedLifelines(IReadOnlyList<string> targets)
    {
        var lifelines = new List<LifelineName>();
        foreach (var target in targets)
        {
            if (LifelineName.TryParse(target, LifelineName.Lifeline, out var lifeline))
                lifelines.Add(lifeline!);
        }

        return lifelines;
    }

    private static bool IsVerbose(string[] args) =>
        NukeCommandLine.Values(args, "verbosity") is [var verbosity] && verbosity.Equals("verbose", StringComparison.OrdinalIgnoreCase);

    private static bool TryHoldAny(List<LifelineName> lifelines, bool isVerbose)
    {
        var isAnyHeld = false;
        foreach (var lifeline in lifelines)
        {
            var isHeld = BuildLifeline.Create(lifeline).TryHold(out var holder);
            isAnyHeld |= isHeld;
            if (!isHeld && isVerbose)
                LogHolder(lifeline, holder!);
        }

        return isAnyHeld;
    }

    // Another build's program may well be called the same: what is not known to be defined here, and was not started from this
    // root, is left to the engine, and so is nothing at all.
    private static int? Terminate(LifelineName name, string target, string[] args)
    {
        BestEffortWriter.Install();
        var known = KnownTargets.Find(target);
        var running = BuildLifeline.Create(name).ListAsync().GetAwaiter().GetResult();
        if (known is null && (running.Count == 0 || !running.All(BuildRoot.Holds)))
            return null;

        var result = BuildLifeline.Terminate(name, args);
        if (known is null && result.Processes.Count == 0 && result.Orphans.Count == 0)
            return null;

        LogToConsole();
        BuildLifeline.Log(DisplayOf(name, known, LifelineName.Terminate), result);
        return result.Succeeded ? 0 : Failure;
    }

    private static int? ShowNone(LifelineName name, string target)
    {
        if (KnownTargets.Find(target) is not { } known || BuildLifeline.Create(name).IsRunning())
            return null;

        BestEffortWriter.Install();
        LogToConsole();
        BuildLifeline.LogNone(DisplayOf(name, known, LifelineName.Status));
        return LifelineDefinition.NotRunning;
    }

    private static string DisplayOf(LifelineName name, string? known, string verb) =>
        (known is not null && LifelineName.TryParse(known, verb, out var defined) ? defined! : name).Display(LifelineName.Lifeline);

    private static void LogHolder(LifelineName lifeline, LifelineProcess holder)
    {
        LogToConsole();
        BuildLifeline.LogLine(LogEventLevel.Verbose, $"{lifeline.Display(LifelineName.Lifeline)} is already running: {holder}");
    }

    private static void LogToConsole() =>
        Log.Logger = new LoggerConfiguration()
            .MinimumLevel.Verbose()
            .WriteTo.Console(outputTemplate: "{Timestamp:HH:mm:ss} [{Level:u3}] {Message:l}{NewLine}", standardErrorFromLevel: LogEventLevel.Error)
            .CreateLogger();
}
