using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Security.Principal;
using Microsoft.Win32.SafeHandles;

namespace Lifelines.Processes;

/// <summary>Windows: what the kernel lists. The program is the file that runs, whatever the command line calls it.</summary>
[SupportedOSPlatform("windows")]
internal sealed class WindowsProcessTable : IProcessTable
{
    // While a process starts or ends, its command cannot be read.
    private const int ReadsOfACommand = 20;

    private const string WhenHidden = "Run as administrator, or let only the user's own processes count (LifelineScope.CurrentUser).";

    private List<WindowsProcess> _last = [];

    public int SelfPid => Environment.ProcessId;

    public ProcessEntry? TryRead(int pid)
    {
        if (WindowsProcess.List().Find(process => process.Key.Pid == pid) is not { } process)
            return null;

        var entry = TryComplete(process, out var isHidden);
        return isHidden ? throw new LifelineException($"Process {pid} cannot be read. {WhenHidden}") : entry;
    }

    public ParentLink? TryReadParent(int pid) =>
        _last.Find(process => process.Key.Pid == pid) is { } process ? new ParentLink(process.Key, process.ParentPid) : null;

    public IReadOnlyList<ProcessEntry> Find(string program, LifelineScope scope)
    {
        _last = WindowsProcess.List();
        var userId = scope == LifelineScope.CurrentUser ? TryRead(SelfPid)?.UserId : null;
        var found = new List<ProcessEntry>();
        foreach (var process in _last)
        {
            var name = Path.GetFileNameWithoutExtension(process.Name);
            if (!name.Equals(program, StringComparison.OrdinalIgnoreCase) && !name.Equals("dotnet", StringComparison.OrdinalIgnoreCase))
                continue;

            var entry = TryComplete(process, out var isHidden);
            if (isHidden && scope == LifelineScope.Machine)
                throw new LifelineException($"Process {process.Key.Pid} ({process.Name}) cannot be read, and could be another one of {program}. {WhenHidden}");

            if (entry is not null && (scope == LifelineScope.Machine || entry.UserId == userId) && CommandLine.IsProgram(entry.CommandLine, program))
                found.Add(entry);
        }

        return found;
    }

    public IReadOnlyList<ParentLink> ListFamily()
    {
        _last = WindowsProcess.List();
        return [.. _last.Select(process => new ParentLink(process.Key, process.ParentPid))];
    }

    public DateTimeOffset StartedAt(ProcessKey key) => DateTimeOffset.FromFileTime((long)key.StartTime);

    public string UserName(ProcessEntry process)
    {
        var session = _last.Find(other => other.Key == process.Key)?.Session;
        return session is null ? NameOf(process.UserId) : $"{NameOf(process.UserId)} in session {session}";
    }

    public IProcessHandle? TryOpen(ProcessEntry entry) => WindowsHandle.TryOpen(entry.Pid, IsOfItsFamily);

    /// <summary>Whether of two processes one was started by the other, or by one that the other started.</summary>
    private bool IsOfItsFamily(int pid, int other) => Started(pid, other) || Started(other, pid);

    private bool Started(int ancestor, int pid)
    {
        for (var child = TryReadParent(pid); child is not null; child = TryReadParent(child.ParentPid) is { } parent && parent.Key.IsOlderThan(child.Key) ? parent : null)
        {
            if (child.Key.Pid == ancestor)
                return true;
        }

        return false;
    }

    private static ProcessEntry? TryComplete(WindowsProcess process, out bool isHidden)
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
                return new ProcessEntry(process.Key, process.ParentPid, userId, WindowsCommandLine.Split(text, process.Name));

            Thread.Sleep(1);
        }

        isHidden = true;
        return null;
    }

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
