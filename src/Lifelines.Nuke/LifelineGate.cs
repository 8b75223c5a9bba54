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

    /// <summary>
    /// Whether a start of a program would do nothing, since every target that it would invoke is a lifeline that is
    /// running. For a small program that is asked before a larger one is started; in doubt, the answer is no.
    /// </summary>
    /// <param name="program">The path of the build program.</param>
    /// <param name="args">The arguments that it would be started with.</param>
    /// <param name="scope">Whose processes count: the same as in <see cref="Run"/>.</param>
    /// <returns>Whether the start would do nothing; false also if the arguments ask to be told why.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static bool IsRedundant(string program, string[] args, LifelineScope scope = LifelineScope.Machine)
    {
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(args);

        var targets = NukeCommandLine.InvokedTargets(args);
        if (targets.Count == 0 || !AreLifelines(targets) || IsVerbose(args))
            return false;

        try
        {
            foreach (var target in targets)
            {
                if (!Lifeline.IsRunning(program, NukeLifeline.Options(target, LifelineName.KeyOf(target), scope)))
                    return false;
            }

            return true;
        }
        catch (Exception exception) when (exception is LifelineException or PlatformNotSupportedException)
        {
            return false;
        }
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

    private static bool IsVerbose(string[] args) =>
        NukeCommandLine.Values(args, "verbosity") is [var verbosity] && verbosity.Equals("verbose", StringComparison.OrdinalIgnoreCase);

    private static bool IsAnyHeld(string[] args, IReadOnlyList<string> targets, LifelineScope scope)
    {
        if (IsVerbose(args))
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
