namespace Lifelines.Launcher;

/// <summary>Answers for the build program what needs no start of it.</summary>
internal static class Tick
{
    /// <summary>
    /// Whether a start of the program would do nothing, since every target that it would invoke is a lifeline that is
    /// running. When in doubt, the answer is no; and so it is if the arguments ask for the reason.
    /// </summary>
    /// <param name="program">The path of the program.</param>
    /// <param name="scope">Whose processes count, as the project says.</param>
    /// <param name="args">The arguments that it would be started with.</param>
    public static bool IsRedundant(string program, string? scope, string[] args) =>
        !IsVerbose(args) && AllRun(program, scope, NukeCommandLine.InvokedTargets, args);

    /// <summary>Whether each target that the arguments invoke is a lifeline that is running. When in doubt, the answer is no.</summary>
    /// <param name="program">The path of the program, or its name.</param>
    /// <param name="scope">Whose processes count.</param>
    /// <param name="readTargets">Reads the invoked targets from the arguments of the build tool.</param>
    /// <param name="args">The arguments.</param>
    public static bool AllRun(string program, string? scope, Func<IReadOnlyList<string>, IReadOnlyList<string>> readTargets, string[] args)
    {
        var targets = readTargets(args);
        if (targets.Count == 0 || Environment.GetEnvironmentVariable("LIFELINES_VERBOSE") == "1")
            return false;

        foreach (var target in targets)
        {
            if (!LifelineName.TryParse(target, LifelineName.Lifeline, out _))
                return false;
        }

        try
        {
            foreach (var target in targets)
            {
                if (!Find(program, scope, readTargets, target).IsRunning())
                    return false;
            }

            return true;
        }
        catch (Exception exception) when (exception is LifelineException or PlatformNotSupportedException or FormatException)
        {
            return false;
        }
    }

    /// <summary>Whether nothing but terminations is asked for.</summary>
    public static bool IsTermination(string[] args)
    {
        var targets = NukeCommandLine.InvokedTargets(args);
        return targets.Count > 0 && !args[0].StartsWith('-') && targets.All(target => LifelineName.TryParse(target, LifelineName.Terminate, out _));
    }

    private static Lifeline Find(string program, string? scope, Func<IReadOnlyList<string>, IReadOnlyList<string>> readTargets, string target) =>
        new(LifelineName.Options(target, readTargets, new LifelineOptions
        {
            Program = program,
            Scope = scope switch
            {
                null or "" or "Machine" => LifelineScope.Machine,
                "CurrentUser" => LifelineScope.CurrentUser,
                _ => throw new FormatException(),
            },
        }));

    private static bool IsVerbose(string[] args) =>
        NukeCommandLine.Values(args, "verbosity") is [var verbosity] && verbosity.Equals("verbose", StringComparison.OrdinalIgnoreCase);
}
