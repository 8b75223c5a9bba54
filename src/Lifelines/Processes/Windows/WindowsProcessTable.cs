using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Security.Principal;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Lifelines.Processes.Windows;

/// <summary>Windows: what the kernel lists. The program is the file that runs, whatever the command line calls it.</summary>
[SupportedOSPlatform("windows")]
internal sealed class WindowsProcessTable : IProcessTable
{
    // While a process starts or ends, its command cannot be read.
    private const int ReadsOfACommand = 20;

    private const string WhenHidden = "Run as administrator, or let only the user's own processes count (LifelineScope.CurrentUser).";

    public ProcessEntry ReadSelf() => TryRead(Environment.ProcessId) ?? throw ProcessTable.SelfIsMissing(Environment.ProcessId);

    public ProcessEntry? TryRead(int pid) => TryRead(WindowsProcess.List(), pid);

    public ProcessScan Scan(ProcessEntry self, IReadOnlyList<ProgramName> programs, LifelineScope scope)
    {
        var processes = WindowsProcess.List();
        if (Find(processes, self.Pid) is null)
            throw ProcessTable.SelfIsMissing(self.Pid);

        var others = new List<ProcessEntry>();
        foreach (var process in processes.Where(process => process.Key != self.Key && MayRun(programs, process)))
        {
            var entry = TryComplete(processes, process, out var isHidden);
            if (isHidden && scope == LifelineScope.Machine)
                throw new LifelineException($"Process {process.Key.Pid} ({Printable.Escape(process.Name)}) cannot be read, and could be another {programs[0]}. {WhenHidden}");

            if (entry is not null && (scope == LifelineScope.Machine || entry.IsOfSameUser(self)) && programs.Any(program => program.IsRunBy(entry.CommandLine)))
                others.Add(entry);
        }

        return new ProcessScan(self, others);
    }

    public IReadOnlyList<ParentLink> ListParents() => [.. WindowsProcess.List().Select(ToLink)];

    public IReadOnlyList<TaggedProcess> ListTagged() => [.. ListParents().Select(link => new TaggedProcess(link))];

    public TaggedProcess? TryReadTagged(int pid) => Find(WindowsProcess.List(), pid) is { } process ? new TaggedProcess(ToLink(process)) : null;

    public bool IsRunning(ProcessKey key) => Find(WindowsProcess.List(), key.Pid)?.Key == key;

    public void Tag(ProcessEntry self, ulong identity) => WindowsJob.Join();

    public bool TryShow(string? name) => false;

    public DateTimeOffset StartedAt(ProcessKey key) => DateTimeOffset.FromFileTime((long)key.StartTime);

    public string UserName(ProcessEntry process) =>
        process.Session is { } session ? $"{NameOf(process.UserId)} in session {session}" : NameOf(process.UserId);

    public ProcessUsage? TryReadUsage(ProcessKey key) => ProcessUsage.TryRead(key, pid => Find(WindowsProcess.List(), pid)?.Key);

    public bool RunsDotNet(ProcessEntry process) => true;

    public string? TryReadFolder(ProcessEntry process)
    {
        var path = Encoding.UTF8.GetString(CommandLine.Parse(process.CommandLine).Path);
        return Path.IsPathFullyQualified(path) ? Path.GetDirectoryName(path)?.ToUpperInvariant() : null;
    }

    public bool IsSuspended(ProcessEntry process, bool mayBeFrozen) => false;

    public IReadOnlyList<string>? ReadSigns(ProcessKey key) => null;

    public IProcessHandle? TryOpen(ProcessEntry process) => WindowsHandle.TryOpen(process.Pid, AreRelated);

    private static bool MayRun(IReadOnlyList<ProgramName> programs, WindowsProcess process)
    {
        var name = Encoding.UTF8.GetBytes(Path.GetFileNameWithoutExtension(process.Name));
        return programs.Any(program => program.MayRun(name));
    }

    /// <summary>Whether one of two processes was started by the other, or by one that the other started.</summary>
    private static bool AreRelated(int pid, int other)
    {
        var processes = WindowsProcess.List();
        return IsDescendant(pid, other) || IsDescendant(other, pid);

        bool IsDescendant(int descendant, int ancestor) =>
            descendant == ancestor || (Find(processes, descendant) is { } process && ReadAncestors(processes, process).Any(parent => parent.Key.Pid == ancestor));
    }

    private static ProcessEntry? TryRead(List<WindowsProcess> processes, int pid)
    {
        if (Find(processes, pid) is not { } process)
            return null;

        var entry = TryComplete(processes, process, out var isHidden);
        return isHidden ? throw new LifelineException($"Process {pid} cannot be read. {WhenHidden}") : entry;
    }

    private static ProcessEntry? TryComplete(List<WindowsProcess> processes, WindowsProcess process, out bool isHidden)
    {
        isHidden = false;
        for (var reads = 0; reads < ReadsOfACommand; reads++)
        {
            using var handle = Kernel32.OpenProcess(Kernel32.PROCESS_QUERY_LIMITED_INFORMATION | Kernel32.SYNCHRONIZE, 0, process.Key.Pid);
            if (handle.IsInvalid)
            {
                isHidden = Marshal.GetLastPInvokeError() == Kernel32.ERROR_ACCESS_DENIED;
                return null;
            }

            var text = WindowsCommandLine.TryRead(process.Key.Pid, handle);
            if (Kernel32.WaitForSingleObject(handle, 0) == Kernel32.WAIT_OBJECT_0)
                return null;

            if (text is not null && TryReadUserId(handle) is { } userId)
            {
                return new ProcessEntry(process.Key, process.ParentPid, userId, WindowsCommandLine.Split(text, process.Name))
                {
                    Session = process.Session,
                    Ancestors = ReadAncestors(processes, process),
                };
            }

            Thread.Sleep(1);
        }

        isHidden = true;
        return null;
    }

    private static IReadOnlyList<ParentLink> ReadAncestors(List<WindowsProcess> processes, WindowsProcess process) =>
        ToLink(process).ReadAncestors(pid => Find(processes, pid) is { } parent ? ToLink(parent) : null);

    private static WindowsProcess? Find(List<WindowsProcess> processes, int pid) => processes.Find(process => process.Key.Pid == pid);

    private static ParentLink ToLink(WindowsProcess process) => new(process.Key, process.ParentPid);

    private static string? TryReadUserId(SafeProcessHandle process)
    {
        _ = Kernel32.OpenProcessToken(process, Kernel32.TOKEN_QUERY, out var token);
        using (token)
        {
            if (token.IsInvalid)
                return null;

            using var identity = new WindowsIdentity(token.DangerousGetHandle());
            return identity.User?.Value;
        }
    }

    private static string NameOf(string userId)
    {
        try
        {
            return new SecurityIdentifier(userId).Translate(typeof(NTAccount)).Value;
        }
        catch (IdentityNotMappedException)
        {
            return userId;
        }
    }
}
