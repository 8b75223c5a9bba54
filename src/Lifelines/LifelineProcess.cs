using System.Globalization;
using Lifelines.Processes;

namespace Lifelines;

/// <summary>A process of a lifeline, as found in the process table.</summary>
/// <param name="Id">The process id.</param>
/// <param name="User">The name of its effective user, or the number if it has no name; on Windows with the session.</param>
/// <param name="StartedAt">When the kernel started it: for a program that was started by <c>exec</c>, when the first program of that process started.</param>
/// <param name="CommandLine">Its arguments, the program first.</param>
public sealed record LifelineProcess(int Id, string User, DateTimeOffset StartedAt, IReadOnlyList<string> CommandLine)
{
    /// <summary>Words for the operator, such as "pid 812 (user deploy, since 2026-03-01 12:00:00 +01:00): /srv/app/worker a".</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"pid {Id} (user {User}, since {StartedAt:yyyy-MM-dd HH:mm:ss zzz}): {string.Join(' ', CommandLine)}");

    internal static LifelineProcess Describe(IProcessTable table, ProcessEntry process) =>
        new(process.Pid, table.UserName(process), table.StartedAt(process.Key), Processes.CommandLine.Split(process.CommandLine));
}
