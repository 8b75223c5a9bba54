using System.Globalization;

namespace Lifelines;

/// <summary>Running processes as a table of text.</summary>
internal static class StatusTable
{
    private static readonly string[] _header = ["PID", "USER", "STARTED", "CPU", "MEMORY", "COMMAND"];

    /// <summary>The lines of the table, the header first; below it, one for each process that waits to start its action again.</summary>
    public static IReadOnlyList<string> Format(IReadOnlyList<LifelineProcess> processes)
    {
        string[][] rows = [_header, .. processes.Select(Row)];
        var widths = _header.Select((_, column) => rows.Max(row => row[column].Length)).ToArray();
        return
        [
            .. rows.Select(row => string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd()),
            .. processes.Where(process => process.RetryAt is not null).Select(process => string.Create(CultureInfo.InvariantCulture, $"pid {process.Id} has failed and starts again at {process.RetryAt:yyyy-MM-dd HH:mm:ss zzz}: {Printable.Escape(process.Failure ?? "")}")),
        ];
    }

    private static string[] Row(LifelineProcess process) =>
    [
        process.Id.ToString(CultureInfo.InvariantCulture),
        Printable.Escape(process.User),
        process.StartedAt.ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture),
        process.CpuTime is { } time ? $"{(int)time.TotalHours}:{time:mm\\:ss}" : "?",
        process.WorkingSet is { } memory ? string.Create(CultureInfo.InvariantCulture, $"{memory / 1e6:0.0} MB") : "?",
        Printable.Join(process.CommandLine),
    ];
}
