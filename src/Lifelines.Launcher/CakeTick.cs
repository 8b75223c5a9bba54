namespace Lifelines.Launcher;

/// <summary>
/// Answers a redundant tick for Cake, so that no script is compiled: <c>launcher --cake</c> and the arguments of Cake, in the
/// folder of the script. Whoever calls it starts Cake if it does not answer.
/// </summary>
internal static class CakeTick
{
    public const string Option = "--cake";

    private const int IsAnswered = 0;
    private const int IsNotAnswered = 1;

    // The child of "dotnet cake" is dotnet …/Cake.dll; the tool in a folder of its own is one process, dotnet-cake.
    private static readonly string[] _tool = ["Cake", "dotnet-cake"];

    /// <summary>Answers, silently.</summary>
    /// <param name="program">The program of a build that is one itself, as with Cake.Frosting; empty for Cake's tool.</param>
    /// <param name="args">The arguments of Cake.</param>
    public static int Answer(string program, string[] args) =>
        Array.Exists(program.Length > 0 ? [program] : _tool, candidate => IsRedundant(candidate, args)) ? IsAnswered : IsNotAnswered;

    /// <summary>Whether a start of Cake would do nothing. When in doubt, the answer is no; and so it is if the reason is asked for.</summary>
    public static bool IsRedundant(string program, string[] args)
    {
        if (MayHaveOtherSettings(args) || Environment.GetEnvironmentVariable("CAKE_LIFELINES_SCOPE") is not null)
            return false;

        try
        {
            var settings = File.Exists(CakeConfigurationFile.Name) ? File.ReadAllText(CakeConfigurationFile.Name) : "";
            var verbosity = CakeCommandLine.Verbosity(args) ?? CakeConfigurationFile.Value(settings, "Settings_Verbosity") ?? Environment.GetEnvironmentVariable("CAKE_SETTINGS_VERBOSITY");
            return verbosity is not ['v' or 'V' or 'd' or 'D', ..]
                && Tick.AllRun(program, CakeConfigurationFile.Value(settings, CakeConfigurationFile.ScopeKey), CakeCommandLine.InvokedTargets, args);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    // A script in another folder has its cake.config there.
    private static bool MayHaveOtherSettings(string[] args)
    {
        foreach (var argument in args)
        {
            if (argument.StartsWith('-') ? argument.StartsWith("--lifelines_", StringComparison.OrdinalIgnoreCase) : argument.AsSpan().IndexOfAny('/', '\\') >= 0)
                return true;
        }

        return false;
    }
}
