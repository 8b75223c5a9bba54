namespace Lifelines.Processes;

/// <summary>Describes processes for people.</summary>
internal static class ProcessDescription
{
    /// <param name="table">The table that showed the process.</param>
    /// <param name="process">The process.</param>
    /// <param name="usage">What it has used so far, if that was read.</param>
    /// <param name="retry">When its action starts again and why it has failed, if that was read and it waits for it.</param>
    public static LifelineProcess Describe(this IProcessTable table, ProcessEntry process, ProcessUsage? usage = null, (DateTimeOffset Next, string Reason)? retry = null) => new()
    {
        Id = process.Pid,
        ReadUser = () => table.UserName(process),
        ReadStart = () => table.StartedAt(process.Key),
        CommandLine = CommandLine.Split(process.CommandLine),
        CpuTime = usage?.CpuTime,
        WorkingSet = usage?.WorkingSet,
        RetryAt = retry?.Next,
        Failure = retry?.Reason,
    };

    /// <summary>The same with what the process has used so far; null if it has ended.</summary>
    public static LifelineProcess? TryDescribeWithUsage(this IProcessTable table, ProcessEntry process) =>
        table.TryReadUsage(process.Key) is { } usage ? table.Describe(process, usage, RetrySigns.Parse(table.ReadSigns(process.Key))) : null;
}
