using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Lifelines.Holding;

/// <summary>
/// The last line of a worker, in the form that log tools read as logfmt: <c>key=value</c>, separated by spaces, a value in quotes if
/// it is empty or has a space, a quote, a backslash or an equals sign.
/// </summary>
internal static class LastLine
{
    /// <param name="name">The lifeline's name.</param>
    /// <param name="pid">The worker.</param>
    /// <param name="runTime">How long its action ran.</param>
    /// <param name="ending">How it ended.</param>
    public static string Format(string name, int pid, TimeSpan runTime, Ending ending)
    {
        var line = new StringBuilder();
        Add(line, "lifeline", name);
        Add(line, "pid", pid.ToString(CultureInfo.InvariantCulture));
        Add(line, "ran", Seconds(runTime));
        Add(line, "end", NameOf(ending.Outcome));
        if (ending.Signal is { } signal)
            Add(line, "signal", NameOf(signal));

        if (ending.LastReport is { } report)
            Add(line, "last-sign", report.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture));

        if (ending.Exception is { } exception)
        {
            Add(line, "exception", exception.GetType().FullName ?? "");
            Add(line, "message", exception.Message);
        }

        return line.ToString();
    }

    private static string NameOf(LifelineOutcome outcome) => outcome switch
    {
        LifelineOutcome.Completed => "completed",
        LifelineOutcome.Stopped => "stopped",
        LifelineOutcome.Failed => "failed",
        LifelineOutcome.Silent => "silent",
        LifelineOutcome.RanTooLong => "ran-too-long",
        LifelineOutcome.LeaseLost => "lease-lost",
        _ => "unknown",
    };

    // On Windows, too: what they stand for there is what .NET calls so.
    private static string NameOf(PosixSignal signal) => signal switch
    {
        PosixSignal.SIGTERM => "SIGTERM",
        PosixSignal.SIGINT => "SIGINT",
        PosixSignal.SIGHUP => "SIGHUP",
        PosixSignal.SIGQUIT => "SIGQUIT",
        _ => ((int)signal).ToString(CultureInfo.InvariantCulture),
    };

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);

    private static void Add(StringBuilder line, string key, string value) =>
        _ = line.Append(line.Length == 0 ? "" : " ").Append(key).Append('=').Append(Quote(Printable.Escape(value)));

    private static string Quote(string value) => value.Length > 0 && value.IndexOfAny([' ', '"', '=', '\\']) < 0
        ? value
        : $"\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
