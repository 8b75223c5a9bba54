namespace Lifelines.Processes;

/// <summary>Describes processes for people.</summary>
internal static class ProcessDescription
{
    /// <param name="table">The table that showed the process.</param>
    /// <param name="process">The process.</param>
    /// <param name="usage">What it has used so far, if that was read.</param>
    public static LifelineProcess Describe(this IProcessTable table, ProcessEntry process, ProcessUsage? usage = null) => new()
    {
        Id = process.Pid,
        ReadUser = () => table.UserName(process),
        ReadStart = () => table.StartedAt(process.Key),
        CommandLine = CommandLine.Split(process.CommandLine),
        CpuTime = usage?.CpuTime,
        WorkingSet = usage?.WorkingSet,
    };

    /// <summary>The same with what the process has used so far; null if it has ended.</summary>
    public static LifelineProcess? TryDescribeWithUsage(this IProcessTable table, ProcessEntry process) =>
        table.TryReadUsage(process.Key) is { } usage ? table.Describe(process, usage) : null;
}
