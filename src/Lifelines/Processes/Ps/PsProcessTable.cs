using System.Runtime.InteropServices;
using System.Text;
using Lifelines.Processes.Unix;

namespace Lifelines.Processes.Ps;

/// <summary>
/// Unix without <c>/proc</c>: what ps(1) shows. Arguments come joined by spaces, so an argument with a space counts
/// as two, and what differs only in characters that ps does not print counts as the same.
/// </summary>
/// <param name="list">Lists all processes.</param>
/// <param name="processId">The pid of this process.</param>
internal sealed class PsProcessTable(Func<IReadOnlyList<PsLine>> list, int processId) : IProcessTable
{
    // While execve(2) replaces a program, ps finds no arguments.
    private const int ListsWithUnreadable = 20;

    // The systems cut the name in brackets, at 15 characters the earliest.
    private const int ShortestCutName = 15;

    private const string WhenHidden = "Run as root, or let only the user's own processes count (LifelineScope.CurrentUser).";

    public ProcessEntry ReadSelf() => TryRead(processId) ?? throw ProcessTable.SelfIsMissing(processId);

    public ProcessEntry? TryRead(int pid)
    {
        var lines = list();
        return Find(lines, pid) is { } line ? ToEntry(lines, line) : null;
    }

    public ProcessScan Scan(ProcessEntry self, IReadOnlyList<ProgramName> programs, LifelineScope scope)
    {
        var lines = ListReadable();
        if (Find(lines, processId) is null)
            throw ProcessTable.SelfIsMissing(processId);

        var others = new List<ProcessEntry>();
        foreach (var line in lines.Where(line => line.Key.Pid != processId && !line.HasEnded && (scope == LifelineScope.Machine || (line.UserId == self.UserId && line.RealUserId == self.RealUserId))))
        {
            if (line.IsUnreadable && programs.Any(program => MayRun(program, line)))
                throw new LifelineException($"ps does not show the arguments of process {line.Key.Pid}, {Printable.Escape(line.Arguments)}, which could be another {programs[0]}. {WhenHidden}");

            if (programs.Any(program => program.IsRunBy(line.CommandLine())))
                others.Add(ToEntry(lines, line));
        }

        // As in /proc: process 1 is there as long as any is, unless the system hides the processes of other users.
        if (scope == LifelineScope.Machine && Find(lines, 1) is null)
            throw new LifelineException($"ps does not list the processes of other users, which could be another {programs[0]}. {WhenHidden}");

        return new ProcessScan(self, others);
    }

    public IReadOnlyList<ParentLink> ListParents() => [.. list().Where(line => !line.HasEnded).Select(ToLink)];

    public IReadOnlyList<TaggedProcess> ListTagged() => [.. ListParents().Select(link => new TaggedProcess(link))];

    public TaggedProcess? TryReadTagged(int pid) => Find(list(), pid) is { } line ? new TaggedProcess(ToLink(line)) : null;

    public bool IsRunning(ProcessKey key) => TryReadKey(key.Pid) == key;

    public void Tag(ProcessEntry self, ulong identity)
    {
        // ps shows the environment of no system's processes in a form that could be relied on: parent links only.
    }

    public bool TryShow(string? name) => false;

    public DateTimeOffset StartedAt(ProcessKey key) => DateTimeOffset.FromUnixTimeSeconds((long)key.StartTime).ToLocalTime();

    public string UserName(ProcessEntry process) => LibC.UserName(process.UserId);

    public ProcessUsage? TryReadUsage(ProcessKey key) => ProcessUsage.TryRead(key, TryReadKey);

    public bool RunsDotNet(ProcessEntry process) => true;

    public string? TryReadFolder(ProcessEntry process)
    {
        var path = Encoding.UTF8.GetString(CommandLine.Parse(process.CommandLine).Path);
        return Path.IsPathRooted(path) && LibC.TryResolve(path) is { } resolved ? Path.GetDirectoryName(resolved) : null;
    }

    public bool IsSuspended(ProcessEntry process, bool mayBeFrozen) => false;

    public IReadOnlyList<string>? ReadSigns(ProcessKey key) => null;

    public IProcessHandle? TryOpen(ProcessEntry process) => new PidHandle(process.Key, TryReadKey);

    private ProcessKey? TryReadKey(int pid) =>
        LibC.Kill(pid, 0) != 0 && Marshal.GetLastPInvokeError() == LibC.ESRCH ? null : Find(list(), pid)?.Key;

    private IReadOnlyList<PsLine> ListReadable()
    {
        for (var lists = 1; ; lists++)
        {
            var lines = list();
            if (lists == ListsWithUnreadable || !lines.Any(line => line is { IsUnreadable: true, HasEnded: false, IsKernelThread: false }))
                return lines;

            Thread.Sleep(1);
        }
    }

    private static bool MayRun(ProgramName program, PsLine line)
    {
        var name = Encoding.UTF8.GetBytes(line.Arguments.Trim('[', ']', '(', ')'));
        return program.MayRun(name) || (name.Length >= ShortestCutName && program.StartsWith(name));
    }

    private static PsLine? Find(IReadOnlyList<PsLine> lines, int pid) =>
        lines.FirstOrDefault(line => line.Key.Pid == pid && !line.HasEnded);

    private static ParentLink ToLink(PsLine line) => new(line.Key, line.ParentPid) { IsStopped = line.State == 'T' };

    private static ProcessEntry ToEntry(IReadOnlyList<PsLine> lines, PsLine line) => new(line.Key, line.ParentPid, line.UserId, line.CommandLine())
    {
        RealUserId = line.RealUserId,
        Ancestors = ToLink(line).ReadAncestors(pid => Find(lines, pid) is { } parent ? ToLink(parent) : null),
    };
}
