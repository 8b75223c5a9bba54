using System.Globalization;

namespace Lifelines;

/// <summary>Running processes as a table of text.</summary>
internal static class StatusTable
{
    private static readonly string[] _header = ["PID", "USER", "STARTED", "CPU", "MEMORY", "COMMAND"];

    /// <summary>The lines of the table, the header first.</summary>
    public static IReadOnlyList<string> Format(IReadOnlyList<RunningProcess> processes)
    {
        string[][] rows = [_header, .. processes.Select(Row)];
        var widths = _header.Select((_, column) => rows.Max(row => row[column].Length)).ToArray();
        return [.. rows.Select(row => string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd())];
    }

    private static string[] Row(RunningProcess running)
    {
        var process = running.Process;
        return
        [
            process.Id.ToString(CultureInfo.InvariantCulture),
            process.User,
            process.StartedAt.ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture),
            running.CpuTime is { } time ? $"{(int)time.TotalHours}:{time:mm\\:ss}" : "?",
            running.Memory is { } memory ? string.Create(CultureInfo.InvariantCulture, $"{memory / 1e6:0.0} MB") : "?",
            string.Join(' ', process.CommandLine),
        ];
    }
}
