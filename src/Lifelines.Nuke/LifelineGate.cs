using Serilog;

namespace Lifelines.Nuke;

/// <summary>
/// Answers, before NUKE's engine starts, what needs no engine: a lifeline that another process holds, and a termination
/// that finds something to terminate.
/// </summary>
public static class LifelineGate
{
    private const int Failure = 255;

    /// <summary>
    /// Starts the build, unless every invoked target is a lifeline that another process holds (then it returns 0 and
    /// prints nothing), or the invoked target is the termination of a lifeline that is running.
    /// </summary>
    /// <param name="args">The arguments of the program.</param>
    /// <param name="start">
    /// Starts the build. Write it as a lambda, and call this in a class that does not derive from <c>NukeBuild</c>:
    /// otherwise NUKE is loaded before this method is.
    /// </param>
    /// <param name="scope">Whose processes count.</param>
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
    public static int Run(string[] args, Func<int> start, LifelineScope scope = LifelineScope.Machine)
    {
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(start);

        try
        {
            if (Answer(args, scope) is { } exitCode)
                return exitCode;
        }
        catch (Exception exception) when (exception is LifelineException or PlatformNotSupportedException)
        {
            return Fail(exception.Message);
        }

        return start();
    }

    private static int Fail(string message)
    {
        Console.Error.WriteLine(message);
        return Failure;
    }

    private static int? Answer(string[] args, LifelineScope scope)
    {
        NukeLifeline.GateScope = scope;
        var targets = NukeCommandLine.InvokedTargets(args);
        if (targets.Count == 0)
            return null;

        if (AreLifelines(targets))
            return IsAnyHeld(args, targets, scope) ? null : 0;

        // With a dash within the word, NUKE finds the target too: that is left to the target.
        return targets is [var only] && LifelineName.IsSpelledLike(only, LifelineName.Terminate) && only.EndsWith(LifelineName.Terminate, StringComparison.OrdinalIgnoreCase)
            ? Terminate(args, only, scope)
            : null;
    }

    private static bool AreLifelines(IReadOnlyList<string> targets)
    {
        foreach (var target in targets)
        {
            if (!LifelineName.IsSpelledLike(target, LifelineName.Lifeline))
                return false;
        }

        return true;
    }

    private static bool IsAnyHeld(string[] args, IReadOnlyList<string> targets, LifelineScope scope)
    {
        if (NukeCommandLine.Values(args, "verbosity") is [var verbosity] && verbosity.Equals("verbose", StringComparison.OrdinalIgnoreCase))
            LogToConsole();

        var isAnyHeld = false;
        foreach (var target in targets)
            isAnyHeld |= NukeLifeline.TryHold(target, LifelineName.KeyOf(target), scope);

        return isAnyHeld;
    }

    private static int? Terminate(string[] args, string target, LifelineScope scope)
    {
        var name = string.Concat(target.AsSpan(0, target.Length - LifelineName.Terminate.Length), LifelineName.Lifeline);
        var options = NukeLifeline.Options(name, LifelineName.KeyOf(name), scope, NukeCommandLine.GracePeriod(args));
        if (!Lifeline.IsRunning(options))
            return null;

        LogToConsole();
        return Lifeline.Terminate(options).Succeeded ? 0 : Failure;
    }

    private static void LogToConsole() =>
        Log.Logger = new LoggerConfiguration()
            .MinimumLevel.Verbose()
            .WriteTo.Console(outputTemplate: "{Timestamp:HH:mm:ss} [{Level:u3}] {Message:l}{NewLine}", standardErrorFromLevel: Serilog.Events.LogEventLevel.Error)
            .CreateLogger();
}
