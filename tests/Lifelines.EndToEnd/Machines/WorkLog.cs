using System.Globalization;

namespace Lifelines.EndToEnd.Machines;

/// <summary>When a worker worked, by the clock of <see cref="System.Diagnostics.Stopwatch"/>.</summary>
internal sealed record WorkLog(string Host, long Start, long? Told, long LastWork)
{
    /// <summary>Reads what a worker noted; null if it has not yet.</summary>
    public static WorkLog? Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        var lines = reader.ReadToEnd().Split('\n')[..^1].Select(line => line.Split(' ')).ToList();
        return lines.Count == 0 ? null : new WorkLog(Path.GetFileName(file).Split('-')[0], Time(lines[0]), lines.Find(line => line[0] == "told") is { } told ? Time(told) : null, Time(lines[^1]));
    }

    private static long Time(string[] line) => long.Parse(line[1], CultureInfo.InvariantCulture);
}
