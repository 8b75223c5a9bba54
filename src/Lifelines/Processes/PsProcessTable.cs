using System.Runtime.InteropServices;

namespace Lifelines.Processes;

/// <summary>
/// Unix without <c>/proc</c>: what ps(1) shows. Arguments come joined by spaces, so that an argument with a space counts
/// as two, and what differs only in characters that ps does not print counts as the same.
/// </summary>
/// <param name="list">Lists all processes.</param>
/// <param name="processId">The pid of this process.</param>
internal sealed class PsProcessTable(Func<IReadOnlyList<PsLine>> list, int processId) : IProcessTable
{
    // While execve(2) replaces a program, ps finds no arguments.
    private const int ListsWithUnreadable = 20;

    private IReadOnlyList<PsLine> _last = [];

    public int SelfPid => processId;

    public ProcessEntry? TryRead(int pid) => Find(list(), pid) is { } line ? ToEntry(line) : null;

    public ParentLink? TryReadParent(int pid) => Find(_last, pid) is { } line ? new ParentLink(line.Key, line.ParentPid) : null;

    public IReadOnlyList<ProcessEntry> Find(string program, LifelineScope scope)
    {
        _last = ListReadable();
        var userId = Find(_last, SelfPid)?.UserId;
        var found = new List<ProcessEntry>();
        foreach (var line in _last)
        {
            if (line.HasEnded || (scope == LifelineScope.CurrentUser && line.UserId != userId))
                continue;

            if (line.IsUnreadable && MayRun(program, line))
                throw new LifelineException($"ps does not show the arguments of process {line.Key.Pid}, {line.Arguments}, which could be another one of {program}. Run as root, or let only the user's own processes count (LifelineScope.CurrentUser).");

            var entry = ToEntry(line);
            if (CommandLine.IsProgram(entry.CommandLine, program))
                found.Add(entry);
        }

        // As in /proc: process 1 is there as long as any is, unless the system hides the processes of other users.
        if (scope == LifelineScope.Machine && Find(_last, 1) is null)
            throw new LifelineException($"ps does not list the processes of other users, which could be another one of {program}. Run as root, or let only the user's own processes count (LifelineScope.CurrentUser).");

        return found;
    }

    public IReadOnlyList<ParentLink> ListFamily() =>
        [.. list().Where(line => !line.HasEnded).Select(line => new ParentLink(line.Key, line.ParentPid))];

    public DateTimeOffset StartedAt(ProcessKey key) => DateTimeOffset.FromUnixTimeSeconds((long)key.StartTime).ToLocalTime();

    public string UserName(ProcessEntry process) => LibC.UserName(process.UserId);

    public IProcessHandle? TryOpen(ProcessEntry entry) => new PidHandle(entry.Key, ReadNow);

    private ProcessKey? ReadNow(int pid) =>
        LibC.Kill(pid, 0) != 0 && Marshal.GetLastPInvokeError() == LibC.ESRCH ? null : Find(list(), pid)?.Key;

    private IReadOnlyList<PsLine> ListReadable()
    {
        for (var lists = 1; ; lists++)
        {
            var lines = list();
            if (lists == ListsWithUnreadable || !lines.Any(line => line is { IsUnreadable: true, HasEnded: false, IsOfTheKernel: false }))
                return lines;

            Thread.Sleep(1);
        }
    }

    // The systems cut the name in brackets, at 15 characters the earliest.
    private static bool MayRun(string program, PsLine line)
    {
        var name = line.Arguments.Trim('[', ']', '(', ')');
        return name is "dotnet" || name == program || (name.Length >= 15 && program.StartsWith(name, StringComparison.Ordinal));
    }

    private static PsLine? Find(IReadOnlyList<PsLine> lines, int pid) =>
        lines.FirstOrDefault(line => line.Key.Pid == pid && !line.HasEnded);

    private static ProcessEntry ToEntry(PsLine line) => new(line.Key, line.ParentPid, line.UserId, line.CommandLine());
}
