using System.Text;

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
    public static unsafe void Say(string line)
    {
        var text = Encoding.UTF8.GetBytes($"{_caller}: {line}\n");
        if (OperatingSystem.IsWindows())
        {
            Console.Error.Write(Encoding.UTF8.GetString(text));
            return;
        }

        // Console would set up the terminal, for a program that is another one in a moment.
        fixed (byte* start = text)
        {
            nint written;
            for (var rest = text.Length; rest > 0; rest -= (int)written)
            {
                written = LibC.Write(2, start + text.Length - rest, rest);
                if (written <= 0)
                    return;
            }
        }
    }
}
