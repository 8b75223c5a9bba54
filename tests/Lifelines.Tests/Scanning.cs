using Lifelines.Identity;
using Lifelines.Processes;

namespace Lifelines.Tests;

internal static class Scanning
{
    /// <summary>The members of a lifeline in a scan, with this process's arguments unless a predicate tells them.</summary>
    public static Members Find(this IProcessTable table, Func<IReadOnlyList<string>, bool>? isSameCommand = null)
    {
        var self = table.ReadSelf();
        var identity = new CommandIdentity(self, isSameCommand: isSameCommand);
        return new Members(table.Scan(self, [identity.Program], LifelineScope.Machine), identity, table);
    }

    /// <summary>The other processes of a program.</summary>
    public static IReadOnlyList<ProcessEntry> Scan(this IProcessTable table, string program, LifelineScope scope = LifelineScope.Machine) =>
        table.Scan(table.ReadSelf(), [new ProgramName(System.Text.Encoding.UTF8.GetBytes(program))], scope).Others;

    /// <summary>The pids, in order.</summary>
    public static IEnumerable<int> Pids(this IEnumerable<ProcessEntry> processes) => processes.Select(process => process.Pid).Order();
}
