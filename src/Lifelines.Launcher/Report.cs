namespace Lifelines.Launcher;

/// <summary>Lines for who called, on standard error.</summary>
internal static class Report
{
    /// <summary>What the scripts call themselves; passed on to nobody.</summary>
    public const string CallerVariable = "LIFELINES_CALLER";

    private static readonly string _caller = Environment.GetEnvironmentVariable(CallerVariable) ?? "launcher";

    /// <summary>Whether somebody sees it at once.</summary>
    public static bool IsSeen => !OperatingSystem.IsWindows() && LibC.IsTerminal(2) == 1;

    /// <summary>Goes on if nobody reads it, or the disk is full.</summary>
    public static void Say(string line)
    {
        try
        {
            Console.Error.WriteLine($"{_caller}: {line}");
        }
        catch (IOException)
        {
            // There is nobody to tell.
        }
    }
}
